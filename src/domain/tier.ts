/** Maturity tiers, lowest first: the order is the order of promotion. */
export const TIERS = ['prototype', 'research', 'tooling', 'production'] as const;

export type Tier = (typeof TIERS)[number];

/** What a package is for; the policy says of each type which types it may depend on. */
export const PACKAGE_TYPES = ['open-source', 'inner-source', 'domain-specific', 'integration'] as const;

export type PackageType = (typeof PACKAGE_TYPES)[number];

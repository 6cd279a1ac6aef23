/** `person`: somebody waits for it. `sweep`: nobody does; it comes after the others, and part of every limit is kept from it. */
export type Urgency = 'person' | 'sweep';

const SWEEPS =
  /^(?:push|repository|installation|installation_repositories|team|membership|organization|member|innkeeper)$/;

/** @param event `X-GitHub-Event` */
export function urgencyOf(event: string): Urgency {
  return SWEEPS.test(event) ? 'sweep' : 'person';
}

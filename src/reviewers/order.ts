import type { Strategy } from '../domain/reviewer-settings.ts';
import type { Candidate } from './select.ts';

/** Puts equals into an order of preference; the seed decides between them, so that a second look chooses the same people. */
export function order(candidates: readonly Candidate[], strategy: Strategy, seed: string): readonly Candidate[] {
  const drawn = candidates.map((candidate) => ({ candidate, lot: lotOf(`${seed}:${candidate.login.toLowerCase()}`) }));
  const load = ({ candidate }: { candidate: Candidate }) => candidate.openRequests ?? 0;
  return drawn
    .sort((one, other) => (strategy === 'least-loaded' ? load(one) - load(other) : 0) || one.lot - other.lot)
    .map(({ candidate }) => candidate);
}

/** FNV-1a, 32 bits: an even, repeatable lot. */
function lotOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash;
}

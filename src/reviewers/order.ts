import type { Strategy } from '../domain/reviewer-settings.ts';
import type { Candidate, Preference } from './selection.ts';

interface Draw {
  readonly strategy: Strategy;
  /** Decides between people who are equal in all else, so that a second look chooses the same. */
  readonly seed: string;
  readonly turn: number;
}

/** Chooses one of several people who would do equally well. */
export function prefer(
  equals: readonly [Candidate, ...Candidate[]],
  draw: Draw,
): { readonly candidate: Candidate; readonly by: Preference['by'] } {
  switch (draw.strategy) {
    case 'round-robin':
      return { candidate: inTurn(equals, draw), by: 'turn' };
    case 'random':
      return { candidate: first(equals, [(each) => waitingTime(each, draw.seed)], draw.seed), by: 'draw' };
    case 'least-loaded':
      return { candidate: first(equals, [load], draw.seed), by: differ(equals, load) ? 'load' : 'equal' };
    case 'expertise': {
      const by = differ(equals, commits) ? 'commits' : differ(equals, load) ? 'load' : 'equal';
      return { candidate: first(equals, [(each) => -commits(each), load], draw.seed), by };
    }
  }
}

const load = ({ openRequests }: Candidate) => openRequests ?? 0;
const commits = (candidate: Candidate) => candidate.commits;

function differ(equals: readonly Candidate[], value: (candidate: Candidate) => number): boolean {
  return new Set(equals.map(value)).size > 1;
}

/** The smallest by each value in its turn, and then by lot. */
function first(
  equals: readonly [Candidate, ...Candidate[]],
  values: readonly ((candidate: Candidate) => number)[],
  seed: string,
): Candidate {
  const keys = [...values, (each: Candidate) => lotOf(`${seed}:${each.login.toLowerCase()}`)];
  return equals.reduce((best, each) => {
    const deciding = keys.find((key) => key(each) !== key(best));
    return deciding && deciding(each) < deciding(best) ? each : best;
  });
}

/** By login, from where the pull request's number points. Repositories begin at different people. */
function inTurn(equals: readonly [Candidate, ...Candidate[]], { seed, turn }: Draw): Candidate {
  const sorted = [...equals].sort((one, other) => (one.login.toLowerCase() < other.login.toLowerCase() ? -1 : 1));
  const start = lotOf(seed.replace(/#\d+$/, '')) % sorted.length;
  return sorted[(start + turn) % sorted.length] ?? equals[0];
}

/**
 * A draw in which somebody with n open requests is 1/(1+n) as likely as somebody with none: each waits for an exponentially distributed time, and
 * the shortest wins (Efraimidis and Spirakis, Weighted random sampling with a reservoir, 2006).
 */
function waitingTime(candidate: Candidate, seed: string): number {
  const uniform = (lotOf(`${seed}:${candidate.login.toLowerCase()}`) + 0.5) / 2 ** 32;
  return -Math.log(uniform) * (1 + load(candidate));
}

/** An even, repeatable lot of 32 bits: FNV-1a, and the last mixing of MurmurHash3, without which similar names draw similar lots. */
export function lotOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

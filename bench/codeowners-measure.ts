import type { Contender, OwnersOf } from './codeowners-contenders.ts';
import type { Sample } from './codeowners-sample.ts';

export interface Measured {
  /** Reading the file included. */
  readonly compileMs: number;
  /** Paths answered in a second by a matcher that hasn't seen any yet. */
  readonly perSecond: number;
  /** How many paths there was time for. */
  readonly asked: number;
}

const ROUNDS = 21;
/** Slow matchers would take minutes over all paths: a round ends after this long, and no other is begun. */
const ENOUGH_MS = 3_000;

/** The median of some rounds, each with a matcher of its own. */
export function measure({ compile }: Contender, { text, paths }: Sample): Measured {
  const rounds: Measured[] = [];
  const begun = performance.now();
  do {
    const [ownersOf, compileMs] = timed(() => compile(text));
    const [asked, matchMs] = timed(() => ask(ownersOf, paths));
    rounds.push({ compileMs, perSecond: (asked * 1000) / matchMs, asked });
  } while (rounds.length < ROUNDS && performance.now() - begun < ENOUGH_MS);
  rounds.sort((one, other) => one.perSecond - other.perSecond);
  return rounds[Math.floor(rounds.length / 2)] as Measured;
}

function timed<Result>(what: () => Result): [Result, milliseconds: number] {
  const begun = performance.now();
  const result = what();
  return [result, performance.now() - begun];
}

function ask(ownersOf: OwnersOf, paths: readonly string[]): number {
  const begun = performance.now();
  let asked = 0;
  for (const path of paths) {
    // Now and then only: to look at the clock takes as long as some answers.
    if (asked % 32 === 0 && performance.now() - begun > ENOUGH_MS) break;
    ownersOf(path);
    asked++;
  }
  return asked;
}

/** On how many of the first so many paths two differ. */
export function differing(one: Contender, other: Contender, { text, paths }: Sample, asked: number): number {
  const [ownersOf, others] = [one.compile(text), other.compile(text)];
  return paths.slice(0, asked).filter((path) => ownersOf(path).join() !== others(path).join()).length;
}

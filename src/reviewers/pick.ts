import type { Board } from './board.ts';
import { overlap } from './needs.ts';
import { prefer } from './order.ts';
import type { Candidate, Preference, SelectionInput } from './selection.ts';

/** Somebody to be asked, and how they were preferred to others. */
export interface Pick {
  readonly candidate: Candidate;
  readonly preference: Preference | null;
}

/**
 * Adds people one by one: whoever fulfils most of what is open, first of what the policy counts, then of the files that lack an owner. So few people
 * do. Among equals the strategy decides.
 * @param board what is open, once those who are asked already are counted
 */
export function pick(
  idle: readonly Candidate[],
  input: SelectionInput,
  { board, places }: { board: Board; places: number },
): readonly Pick[] {
  let picks: readonly Pick[] = [];
  while (picks.length < places) {
    const others = idle.filter((each) => !picks.some(({ candidate }) => candidate === each));
    const next = best(others, input, afterAll(picks, board));
    if (!next) break;
    picks = needed([...picks, next], board);
  }
  return picks;
}

/** Less whoever was picked for much, and isn't needed any more beside those who were picked for the rest. */
function needed(picks: readonly Pick[], board: Board): readonly Pick[] {
  const { left } = afterAll(picks, board);
  const without = picks.map((pick) => picks.filter((each) => each !== pick));
  const fewer = without.find((each) => afterAll(each, board).left === left);
  return fewer ? needed(fewer, board) : picks;
}

/** What is open once all of them are asked. */
export function afterAll(picks: readonly Pick[], board: Board): Board {
  return picks.reduce((before, { candidate }) => before.after(candidate.via), board);
}

/** The person who fulfils most of what is open, or `null` where nobody fulfils anything. */
function best(people: readonly Candidate[], input: SelectionInput, board: Board): Pick | null {
  let equals: Candidate[] = [];
  let most: readonly number[] = [];
  for (const person of people) {
    const worth = worthOf(person, input, board);
    if (!worth) continue;
    const difference = equals.length === 0 ? 1 : compare(worth, most);
    if (difference > 0) {
      most = worth;
      equals = [person];
    } else if (difference === 0) equals.push(person);
  }
  const [one, ...others] = equals;
  if (!one) return null;
  const { candidate, by } = prefer([one, ...others], { ...input.settings, seed: input.seed, turn: input.turn });
  return { candidate, preference: preferenceOf(candidate, equals, by) };
}

/** What counts, the weightiest first; `null` for somebody of no use. */
function worthOf(person: Candidate, input: SelectionInput, board: Board): readonly number[] | null {
  const needs = board.useful(person.via);
  if (needs.length === 0) return null;
  const covered = needs.filter(({ files }) => files > 0);
  const outside = needs.some(({ reason }) => reason.kind === 'outside');
  const trusted = overlap(person.via, input.trusted);
  return [
    needs.length - covered.length,
    person.offHours ? 0 : 1,
    covered.length,
    covered.reduce((sum, { files }) => sum + files, 0),
    outside && trusted ? 1 : 0,
    // Of people who fulfil as much but not the same, those who fulfil the first: equals are equal in what they are asked for.
    ...needs.map(({ place }) => -place),
  ];
}

function compare(one: readonly number[], other: readonly number[]): number {
  const index = one.findIndex((value, at) => value !== other[at]);
  return index < 0 ? 0 : (one[index] ?? 0) - (other[index] ?? 0);
}

function preferenceOf(chosen: Candidate, equals: readonly Candidate[], by: Preference['by']): Preference | null {
  if (equals.length < 2) return null;
  const shared = chosen.via.find((owner) => equals.every(({ via }) => via.includes(owner)));
  return { among: equals.length, team: shared ?? null, by };
}

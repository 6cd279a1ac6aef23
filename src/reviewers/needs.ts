import { sameLogin } from '../domain/person.ts';
import type { Candidate, OwnedFile, Reason, SelectionInput } from './selection.ts';

/** Something that the reviewers together should fulfil. */
export interface Need {
  /** Among all; the first is the owners'. */
  readonly place: number;
  readonly reason: Reason;
  /** How many people it takes. */
  readonly count: number;
  /** How many changed files it is about; 0 for what the policy asks for whatever the files. */
  readonly files: number;
  /** @param via owners through whom somebody belongs here, as written */
  fits(via: readonly string[]): boolean;
}

/** Everything there is to fulfil: the policy's counts first, then an owner for every changed file. */
export function needsOf(input: SelectionInput, able: readonly Candidate[]): readonly Need[] {
  const { owningTeams, trusted, settings } = input;
  const owns = ({ via }: Pick<Candidate, 'via'>) => overlap(via, owningTeams);
  // Where no owner can be asked, a trusted committer's review counts as theirs, and isn't one from outside.
  const standIn = !able.some(owns) && able.some(({ via }) => overlap(via, trusted));
  const inside = standIn ? [...owningTeams, ...trusted] : owningTeams;
  const team = owningTeams[0] ?? '';
  const policy: Wanted[] = [
    {
      reason: standIn ? { kind: 'trusted-committer' } : { kind: 'owning-team', team },
      count: inside.length > 0 ? settings.owners : 0,
      files: 0,
      fits: (via) => overlap(via, inside),
    },
    ...input.wishes.map(
      ({ reason, from, count }): Wanted => ({ reason, count, files: 0, fits: (via) => overlap(via, from) }),
    ),
    { reason: { kind: 'outside' }, count: settings.outside, files: 0, fits: (via) => !overlap(via, inside) },
  ];
  const wanted = [...policy.filter(({ count }) => count > 0), ...fileNeeds(input.files)];
  return wanted.map((each, place) => ({ ...each, place }));
}

type Wanted = Omit<Need, 'place'>;

/** Files of the same owners are one need: whoever covers one of them covers all. That of files whose owners are all dropped nobody fulfils. */
function fileNeeds(files: readonly OwnedFile[]): readonly Wanted[] {
  const groups = new Map<string, OwnedFile[]>();
  for (const file of files) {
    if (file.owners.length === 0 && !file.orphaned) continue;
    const owners = file.owners.map((owner) => owner.toLowerCase()).sort();
    const key = file.orphaned ? `by ${file.pattern}` : owners.join(' ');
    const group = groups.get(key);
    if (group) group.push(file);
    else groups.set(key, [file]);
  }
  return [...groups.values()].map((group) => ({
    reason: {
      kind: 'owns-files',
      pattern: mostFrequent(group.flatMap(({ pattern }) => pattern ?? [])),
      files: group.length,
    },
    count: 1,
    files: group.length,
    fits: (via) => overlap(via, group[0]?.owners ?? []),
  }));
}

function mostFrequent(patterns: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const pattern of patterns) counts.set(pattern, (counts.get(pattern) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? '';
}

/** Whether they have an owner in common; as written, whatever the case. */
export function overlap(some: readonly string[], others: readonly string[]): boolean {
  return some.some((one) => others.some((other) => sameLogin(one, other)));
}

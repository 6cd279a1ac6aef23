/** What became of one promise of a first answer. */
export interface Answer {
  /** `owner/name` */
  readonly repository: string;
  readonly number: number;
  /** Since when the author waited, by when an answer was promised, when it came (`null`: not yet); ISO 8601. */
  readonly since: string;
  readonly due: string;
  readonly answeredAt: string | null;
}

/** How many promises were kept, and how many broken. */
export interface Kept {
  readonly kept: number;
  readonly broken: number;
}

/** Repository → month of the due time (`2026-11`) → how its promises fared. */
export function keptByMonth(answers: readonly Answer[]): ReadonlyMap<string, ReadonlyMap<string, Kept>> {
  const byRepository = Map.groupBy(answers, ({ repository }) => repository);
  return new Map(
    [...byRepository].map(([repository, own]) => {
      const byMonth = Map.groupBy(own, ({ due }) => due.slice(0, 7));
      return [repository, new Map([...byMonth].map(([month, all]) => [month, count(all)]))];
    }),
  );
}

function count(answers: readonly Answer[]): Kept {
  const kept = answers.filter(({ answeredAt, due }) => answeredAt !== null && answeredAt <= due).length;
  return { kept, broken: answers.length - kept };
}

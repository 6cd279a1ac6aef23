import { parseOwner, type ResolvedOwner, sameLogin, whyDropped } from '../../domain/person.ts';
import { type Overruled, repeated, unused } from '../../reviewers/codeowners/analyse.ts';
import type { CodeownersFile, CodeownersRule } from '../../reviewers/codeowners/parse.ts';

/** Something wrong on a line of CODEOWNERS. The message is no whole sentence: several are told together. */
export interface Fault {
  readonly line: number;
  readonly message: string;
  readonly fix: string;
}

/** Lines that GitHub skips. */
export function unreadable({ problems }: CodeownersFile): readonly Fault[] {
  return problems.map(({ line, message, fix }) => ({ line, message: message.replace(/\.$/, ''), fix }));
}

/**
 * Owners that GitHub drops.
 * @param resolved the owners as they were looked up; one that wasn't isn't judged
 */
export function unfit(
  { rules }: CodeownersFile,
  resolved: readonly ResolvedOwner[],
  organization: string | undefined,
): readonly Fault[] {
  const byName = new Map(resolved.map((owner) => [owner.owner.toLowerCase(), owner]));
  return rules.flatMap(({ line, owners }) =>
    owners.flatMap((owner) => {
      const known = byName.get(owner.toLowerCase());
      const fault = known ? ownerFault(known, organization) : null;
      return fault ? [{ line, ...fault }] : [];
    }),
  );
}

function ownerFault(resolved: ResolvedOwner, organization: string | undefined): Omit<Fault, 'line'> | null {
  const { owner } = resolved;
  const ref = parseOwner(owner);
  if (!ref || ref.kind === 'email') return null;
  if (ref.kind === 'team' && organization !== undefined && !sameLogin(ref.organization, organization)) {
    return {
      message: `${owner} is no team of ${organization}`,
      fix: `Replace ${owner} by a team of ${organization} that has write access.`,
    };
  }
  switch (whyDropped(resolved)) {
    case 'unseen':
      return {
        message: ref.kind === 'team' ? `there is no team ${owner}` : `${owner} has left, or never had access here`,
        fix: `Replace ${owner} by a team or person that has write access.`,
      };
    case 'secret':
      return {
        message: `${owner} is a secret team, so GitHub drops it`,
        fix: `Make ${owner} visible in the team’s settings, or name another that has write access.`,
      };
    case 'no-write':
      return {
        message: `${owner} may not write here, so GitHub drops it`,
        fix: `Give ${owner} write access to the repository, or name somebody who has it.`,
      };
    case null:
      return null;
  }
}

/**
 * Lines that decide over no file.
 * @param paths every file of the tree; `undefined` where they aren't known: then only patterns that stand twice are judged
 */
export function idle({ rules }: CodeownersFile, paths: readonly string[] | undefined): readonly Fault[] {
  const twice = repeated(rules);
  const once = rules.filter((rule) => twice.every((each) => each.rule !== rule));
  const { unmatched, shadowed } = paths ? unused(once, paths) : { unmatched: [], shadowed: [] };
  return [...twice.map(repeatedFault), ...unmatched.map(unmatchedFault), ...shadowed.map(shadowedFault)];
}

function repeatedFault({ rule, by }: Overruled): Fault {
  return {
    line: rule.line,
    message: `${rule.pattern} stands again on ${linesOf(by)}, which alone counts`,
    fix: `Remove line ${rule.line}, or put its owners on ${linesOf(by)}.`,
  };
}

function unmatchedFault({ line, pattern }: CodeownersRule): Fault {
  return {
    line,
    message: `no file matches ${pattern}`,
    fix: `Correct the pattern on line ${line}, or remove the line.`,
  };
}

function shadowedFault({ rule, by }: Overruled): Fault {
  return {
    line: rule.line,
    message: `all files that match ${rule.pattern} are taken by ${linesOf(by)}`,
    fix: `Move line ${rule.line} below ${linesOf(by)} if it shall count, or remove it.`,
  };
}

/** `line 7`, `lines 7 and 9`, `lines 7, 9 and 3 more`. */
function linesOf(rules: readonly CodeownersRule[]): string {
  const [first, second, ...more] = rules.map(({ line }) => line);
  if (second === undefined) return `line ${first}`;
  return more.length > 0 ? `lines ${first}, ${second} and ${more.length} more` : `lines ${first} and ${second}`;
}

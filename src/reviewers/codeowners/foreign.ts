/** Why GitHub can't read something, and what to write instead. */
export interface Fault {
  readonly message: string;
  readonly fix: string;
}

interface Construct extends Fault {
  readonly syntax: RegExp;
}

/**
 * Lines that other platforms read and GitHub doesn't.
 * @see https://docs.gitlab.com/user/project/codeowners/reference/
 * @see https://docs.mibexsoftware.com/codeowners/ (Code Owners for Bitbucket)
 */
const LINES: readonly Construct[] = [
  {
    syntax: /^\^?\[[^\]]+\]\[\d+\]/,
    message: 'GitHub knows no sections. A number of approvals can’t be asked for here.',
    fix: 'Remove the section heading and write the owners behind each pattern; ask for approvals in the rules of the branch.',
  },
  {
    syntax: /^\^?\[[^\]]+\](?:\s|$)/,
    message: 'GitHub knows no sections.',
    fix: 'Remove the section heading; write the owners behind each pattern.',
  },
  {
    syntax: /^@@@/,
    message: 'GitHub knows no groups defined in this file.',
    fix: 'Make a team of these people and name it as @org/team.',
  },
  {
    syntax: /^CODEOWNERS\.(?:toplevel\.|destination_branch_|source_branch_)/,
    message: 'GitHub knows no settings in this file.',
    fix: 'Remove the line; the rules of the branch and the team’s review settings say such things.',
  },
  {
    syntax: /^Check\s*\(@@/,
    message: 'GitHub knows no checks in this file.',
    fix: 'Remove the line; ask for approvals in the rules of the branch.',
  },
  {
    syntax: /^"[^"\s]*\s[^"]*"/,
    message: 'GitHub knows no quotes around a pattern.',
    fix: 'Write a backslash before each space instead: a\\ file.',
  },
];

const OWNERS: readonly Construct[] = [
  {
    syntax: /^@@/,
    message: 'GitHub knows no roles or groups written with @@.',
    fix: 'Name a team as @org/team.',
  },
  {
    syntax: /^@[^/]+\/[^/]+\/./,
    message: 'GitHub knows no path of nested teams.',
    fix: 'Name the team alone behind its organisation: @org/team, whatever team it belongs to.',
  },
  {
    syntax: /^@.+:(?:all|random|least_busy)\b/,
    message: 'GitHub chooses no reviewers by a word behind the owner.',
    fix: 'Name the team as @org/team and turn on review assignment in the team’s settings.',
  },
  {
    syntax: /^@"/,
    message: 'GitHub knows no quotes around an owner.',
    fix: 'Write a person as @login and a team as @org/team.',
  },
  {
    syntax: /,/,
    message: 'GitHub knows no commas between owners.',
    fix: 'Separate the owners by spaces alone.',
  },
];

/** @param line without the space before it */
export function foreignLine(line: string): Fault | null {
  return LINES.find(({ syntax }) => syntax.test(line)) ?? null;
}

export function foreignOwner(owner: string): Fault | null {
  return OWNERS.find(({ syntax }) => syntax.test(owner)) ?? null;
}

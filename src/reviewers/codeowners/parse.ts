import { parseOwner } from '../../domain/person.ts';

/** One line of CODEOWNERS that GitHub can read. Without owners it clears the ownership of what it matches. */
export interface CodeownersRule {
  /** From 1. */
  readonly line: number;
  readonly pattern: string;
  /** As written: `@org/team`, `@login`, `a@b.example`. */
  readonly owners: readonly string[];
}

/** A line that GitHub skips. */
export interface CodeownersProblem {
  readonly line: number;
  /** From 1. */
  readonly column: number;
  readonly kind: 'pattern' | 'owner' | 'section';
  readonly message: string;
  readonly fix: string;
  readonly source: string;
}

export interface CodeownersFile {
  readonly rules: readonly CodeownersRule[];
  readonly problems: readonly CodeownersProblem[];
}

/** The first of these that exists is in effect. */
export const CODEOWNERS_LOCATIONS = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'] as const;

/** GitHub doesn't load a file of 3 MB or more, in bytes. */
export const CODEOWNERS_SIZE_LIMIT = 3 * 1024 * 1024;

/**
 * Reads CODEOWNERS as GitHub does: a line it can't read is skipped and the others still count.
 * @see https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 */
export function parseCodeowners(text: string): CodeownersFile {
  const rules: CodeownersRule[] = [];
  const problems: CodeownersProblem[] = [];
  for (const [index, source] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n|\r/)
    .entries()) {
    const parsed = parseLine(source, index + 1);
    if (!parsed) continue;
    if ('pattern' in parsed) rules.push(parsed);
    else problems.push(parsed);
  }
  return { rules, problems };
}

function parseLine(source: string, line: number): CodeownersRule | CodeownersProblem | null {
  const start = source.search(/\S/);
  if (start < 0 || source[start] === '#') return null;
  const problem = (
    offset: number,
    kind: CodeownersProblem['kind'],
    message: string,
    fix: string,
  ): CodeownersProblem => ({
    line,
    column: offset + 1,
    kind,
    message,
    fix,
    source,
  });
  const words = wordsOf(source);
  const [first, ...rest] = words;
  if (!first) return null;
  if (/^\^?\[[^\]]*\](?:\[\d+\])?/.test(source.slice(start))) {
    return problem(
      start,
      'section',
      'GitHub knows no sections.',
      'Remove the section heading; write the owners behind each pattern.',
    );
  }
  const fault = patternFault(first.text);
  if (fault) return problem(first.offset, 'pattern', fault.message, fault.fix);
  const owners: string[] = [];
  for (const { text, offset } of rest) {
    if (text.startsWith('#')) break;
    const hash = text.indexOf('#');
    const owner = hash > 0 ? text.slice(0, hash) : text;
    if (!parseOwner(owner)) {
      return problem(
        offset,
        'owner',
        `${owner} is no owner.`,
        'Write a team as @org/team, a person as @login, or an e-mail address.',
      );
    }
    owners.push(owner);
    if (hash > 0) break;
  }
  return { line, pattern: first.text, owners };
}

interface Word {
  readonly text: string;
  readonly offset: number;
}

/** Words are separated by spaces or tabs; a backslash keeps the space that follows it in its word. */
function wordsOf(source: string): readonly Word[] {
  return [...source.matchAll(/(?:\\.|[^\s\\])+\\?|\\$/g)].map((match) => ({ text: match[0], offset: match.index }));
}

function patternFault(pattern: string): { message: string; fix: string } | null {
  if (pattern.startsWith('!')) {
    return {
      message: 'GitHub doesn’t know exceptions (!).',
      fix: 'Write the excepted path on a later line, without owners or with its own.',
    };
  }
  if (pattern.startsWith('\\#')) {
    return { message: 'A pattern can’t begin with an escaped #.', fix: 'Own the folder around the file instead.' };
  }
  if (/(?<!\\)(?:\\\\)*[[\]]/.test(pattern)) {
    return {
      message: 'GitHub doesn’t know character ranges ([ ]).',
      fix: 'Write a line for each case, or escape the bracket as \\[ if it belongs to the name.',
    };
  }
  if (/^\/+$/.test(pattern))
    return {
      message: 'This pattern matches nothing.',
      fix: 'Write * for everything, or /* for the files at the root.',
    };
  return null;
}

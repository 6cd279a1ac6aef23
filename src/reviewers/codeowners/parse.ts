import { parseOwner } from '../../domain/person.ts';
import { type Fault, foreignLine, foreignOwner } from './foreign.ts';
import { CODEOWNERS_SIZE_LIMIT } from './location.ts';

/** One line of CODEOWNERS that GitHub can read. Without owners it clears the ownership of what it matches. */
export interface CodeownersRule {
  /** From 1. */
  readonly line: number;
  readonly pattern: string;
  /** As written: `@org/team`, `@login`, `a@b.example`. */
  readonly owners: readonly string[];
}

/** A line that GitHub skips; or, of kind `size`, the file that it doesn't load. */
export interface CodeownersProblem {
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** `foreign`: what another platform would read. */
  readonly kind: 'pattern' | 'owner' | 'foreign' | 'size';
  readonly message: string;
  readonly fix: string;
  readonly source: string;
}

export interface CodeownersFile {
  readonly rules: readonly CodeownersRule[];
  readonly problems: readonly CodeownersProblem[];
}

/**
 * Reads CODEOWNERS as GitHub does: a line it can't read is skipped and the others still count; a file that is too long has no lines.
 * @see https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 */
export function parseCodeowners(text: string): CodeownersFile {
  if (Buffer.byteLength(text) >= CODEOWNERS_SIZE_LIMIT) return { rules: [], problems: [TOO_LONG] };
  const rules: CodeownersRule[] = [];
  const problems: CodeownersProblem[] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n|\r/);
  for (const [index, source] of lines.entries()) {
    const parsed = parseLine(source, index + 1);
    if (!parsed) continue;
    if ('pattern' in parsed) rules.push(parsed);
    else problems.push(parsed);
  }
  return { rules, problems };
}

/** What is wrong with a file that GitHub doesn't load. */
export const TOO_LONG: CodeownersProblem = {
  line: 1,
  column: 1,
  kind: 'size',
  message: 'The file is too long: GitHub doesn’t load a CODEOWNERS of 3 MB or more, so nothing has owners.',
  fix: 'Own folders rather than files.',
  source: '',
};

function parseLine(source: string, line: number): CodeownersRule | CodeownersProblem | null {
  const [first, ...rest] = wordsOf(source);
  if (!first || first.text.startsWith('#')) return null;
  const problem = (offset: number, kind: CodeownersProblem['kind'], { message, fix }: Fault): CodeownersProblem => {
    return { line, column: offset + 1, kind, message, fix, source };
  };
  const foreign = foreignLine(source.slice(first.offset));
  if (foreign) return problem(first.offset, 'foreign', foreign);
  const fault = patternFault(first.text);
  if (fault) return problem(first.offset, 'pattern', fault);
  const owners: string[] = [];
  for (const { text, offset } of ownerWords(rest)) {
    if (!parseOwner(text)) {
      const other = foreignOwner(text);
      return problem(offset, other ? 'foreign' : 'owner', other ?? noOwner(text));
    }
    owners.push(text);
  }
  return { line, pattern: first.text, owners };
}

/** The words up to a comment, which may begin in the middle of one. */
function ownerWords(words: readonly Word[]): readonly Word[] {
  const commented = words.findIndex(({ text }) => text.includes('#'));
  if (commented < 0) return words;
  const { text = '', offset = 0 } = words[commented] ?? {};
  const before = { text: text.slice(0, text.indexOf('#')), offset };
  return [...words.slice(0, commented), ...(before.text ? [before] : [])];
}

function noOwner(text: string): Fault {
  return {
    message: `${text} is no owner.`,
    fix: 'Write a team as @org/team, a person as @login, or an e-mail address.',
  };
}

interface Word {
  readonly text: string;
  readonly offset: number;
}

/** Words are separated by spaces or tabs, no other blanks: those belong to a path. A backslash keeps the space that follows it in its word. */
function wordsOf(source: string): readonly Word[] {
  return [...source.matchAll(/(?:\\.|[^ \t\\])+\\?|\\$/gs)].map((match) => ({ text: match[0], offset: match.index }));
}

function patternFault(pattern: string): Fault | null {
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
  if (/^\/+$/.test(pattern)) {
    return {
      message: 'This pattern matches nothing.',
      fix: 'Write * for everything, or /* for the files at the root.',
    };
  }
  if (/(?! )\p{Zs}@/u.test(pattern)) {
    return { message: 'A blank that is no space stands before the owner.', fix: 'Type a space in its place.' };
  }
  return null;
}

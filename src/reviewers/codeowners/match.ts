import type { CodeownersFile, CodeownersRule } from './parse.ts';
import { expressionOf, literalsOf } from './pattern.ts';

/** Answers who owns a path. Compiled once for a version of the file. */
export interface OwnersMatcher {
  /** The last matching line, which decides alone; its owners may be none. `null` where no line matches. */
  match(path: string): CodeownersRule | null;
}

interface Compiled {
  readonly index: number;
  readonly rule: CodeownersRule;
  readonly test: (path: string) => boolean;
}

/**
 * Compiles a file so that a path is tried only against lines that could match it: each line is filed under a folder or file name that every
 * path it matches must contain. The lines of a folder are gathered once and kept.
 */
export function compileCodeowners(file: CodeownersFile): OwnersMatcher {
  const byLiteral = new Map<string, Compiled[]>();
  const anywhere: Compiled[] = [];
  // From the last line to the first: so the lists stand in the order in which they are tried.
  for (const [index, rule] of [...file.rules.entries()].reverse()) {
    const compiled = { index, rule, test: testOf(rule.pattern) };
    const literal = rarest(literalsOf(rule.pattern), byLiteral);
    if (literal === null) anywhere.push(compiled);
    else put(byLiteral, literal, compiled);
  }
  const candidatesOf = folderCandidates(byLiteral, anywhere);
  return {
    match(path) {
      const slash = path.lastIndexOf('/');
      const inFolder = candidatesOf(slash < 0 ? '' : path.slice(0, slash));
      const byName = byLiteral.get(`name:${path.slice(slash + 1)}`) ?? [];
      return last([inFolder, byName], path);
    },
  };
}

/** The highest line that matches; every list stands from the last line to the first, so each is left at its first match. */
function last(lists: readonly (readonly Compiled[])[], path: string): CodeownersRule | null {
  let best: Compiled | null = null;
  for (const list of lists) {
    const found = list.find((candidate) => candidate.test(path));
    if (found && (best === null || found.index > best.index)) best = found;
  }
  return best?.rule ?? null;
}

function folderCandidates(byLiteral: ReadonlyMap<string, readonly Compiled[]>, anywhere: readonly Compiled[]) {
  const cache = new Map<string, readonly Compiled[]>();
  return (folder: string): readonly Compiled[] => {
    let found = cache.get(folder);
    if (!found) {
      const segments = folder === '' ? [] : folder.split('/');
      const prefixes = segments.map((_, depth) => `prefix:${segments.slice(0, depth + 1).join('/')}`);
      const keys = new Set([...prefixes, ...segments.map((segment) => `name:${segment}`), 'prefix:']);
      const lists = [...keys].flatMap((key) => byLiteral.get(key) ?? []);
      found = [...lists, ...anywhere].sort((one, other) => other.index - one.index);
      cache.set(folder, found);
    }
    return found;
  };
}

/** Of the literals that every match must contain, the one that fewest lines are filed under yet. */
function rarest(literals: readonly string[], filed: ReadonlyMap<string, readonly Compiled[]>): string | null {
  const [first, ...rest] = literals;
  if (first === undefined) return null;
  const size = (literal: string) => filed.get(literal)?.length ?? 0;
  return rest.reduce((best, literal) => (size(literal) < size(best) ? literal : best), first);
}

function put(map: Map<string, Compiled[]>, key: string, value: Compiled): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function testOf(pattern: string): (path: string) => boolean {
  const expression = expressionOf(pattern);
  return (path) => expression.test(path);
}

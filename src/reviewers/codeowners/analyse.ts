import { compileCodeowners } from './match.ts';
import type { CodeownersRule } from './parse.ts';
import { readPattern } from './pattern.ts';

/** A line that decides nothing because of later ones. */
export interface Overruled {
  readonly rule: CodeownersRule;
  /** The lines that decide in its place, in their order. */
  readonly by: readonly CodeownersRule[];
}

/** Lines whose pattern stands again further down: only the last of them counts, whatever files there are. */
export function repeated(rules: readonly CodeownersRule[]): readonly Overruled[] {
  const lastOf = new Map(rules.map((rule) => [meaningOf(rule), rule]));
  return rules.flatMap((rule) => {
    const last = lastOf.get(meaningOf(rule));
    return last && last !== rule ? [{ rule, by: [last] }] : [];
  });
}

/** The same for `docs/api` and `/docs/api`. */
function meaningOf({ pattern }: CodeownersRule): string {
  const { segments, reach } = readPattern(pattern);
  return `${reach} ${segments.join('/')}`;
}

/** So many lines over one file are looked through. Nobody writes more, but to keep us busy. */
const DEPTH = 30;

export interface Unused {
  /** Lines whose pattern matches no file. */
  readonly unmatched: readonly CodeownersRule[];
  /** Lines all of whose files go to later lines. */
  readonly shadowed: readonly Overruled[];
}

/**
 * The lines that decide over none of these files. Decided on the files there are, not on what patterns could match: `*.md` below `/docs/` takes
 * all of it as long as it holds nothing else. Of lines that lie too deep below others nothing is said.
 * @param paths every file of the tree
 */
export function unused(rules: readonly CodeownersRule[], paths: readonly string[]): Unused {
  const deciders = decisions(rules, paths);
  const deciding = new Set(deciders.values());
  const shadowed = new Map<CodeownersRule, Set<CodeownersRule>>();
  let waiting = rules.filter((rule) => !deciding.has(rule));
  let left = paths;
  // Of the lines that decide nothing, the last to match a file is taken off until none matches any.
  for (let depth = 0; depth < DEPTH && waiting.length > 0 && left.length > 0; depth++) {
    const found = decisions(waiting, left);
    for (const [path, rule] of found) {
      const by = shadowed.get(rule) ?? new Set();
      const decider = deciders.get(path);
      shadowed.set(rule, decider ? by.add(decider) : by);
    }
    left = [...found.keys()];
    waiting = waiting.filter((rule) => !shadowed.has(rule));
  }
  return {
    unmatched: left.length === 0 ? waiting : [],
    shadowed: rules.flatMap((rule) => {
      const by = shadowed.get(rule);
      return by ? [{ rule, by: [...by].sort((one, other) => one.line - other.line) }] : [];
    }),
  };
}

/** path → the line that decides, for those that have one. */
function decisions(rules: readonly CodeownersRule[], paths: readonly string[]): ReadonlyMap<string, CodeownersRule> {
  const matcher = compileCodeowners({ rules, problems: [] });
  return new Map(
    paths.flatMap((path): [string, CodeownersRule][] => {
      const rule = matcher.match(path);
      return rule ? [[path, rule]] : [];
    }),
  );
}

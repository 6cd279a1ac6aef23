import type { z } from 'zod';
import type { Problem } from '../domain/problem.ts';
import { nearest } from './nearest.ts';
import { type Path, parseYaml, type Yaml } from './yaml.ts';

/** A file that was read: its value, or all that is wrong with it. */
export interface Parsed<T> {
  /** `null` whenever there is any problem. */
  readonly value: T | null;
  /** In the order of the file. */
  readonly problems: readonly Problem[];
}

/** A check between fields: what is wrong, and where. */
export interface CrossProblem {
  readonly path: Path;
  readonly message: string;
}

export function parseWith<T>(input: {
  file: string;
  text: string;
  schema: z.ZodType<T>;
  crossChecks: readonly ((value: T) => readonly CrossProblem[])[];
}): Parsed<T> {
  const yaml = parseYaml(input.file, input.text);
  if (yaml.problems.length > 0) return { value: null, problems: yaml.problems };
  if (yaml.value === null)
    return { value: null, problems: [yaml.at([], 'The file is empty; it needs at least `version: 1`.')] };
  const result = input.schema.safeParse(yaml.value, { reportInput: true });
  const problems = result.success
    ? input.crossChecks.flatMap((check) => check(result.data)).map(({ path, message }) => yaml.at(path, message))
    : result.error.issues.flatMap((issue) => describe(issue, yaml, []));
  return { value: result.success && problems.length === 0 ? result.data : null, problems: sorted(problems) };
}

function sorted(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  return problems
    .filter(({ line, column, message }) => {
      const key = `${line}:${column}:${message}`;
      return !seen.has(key) && seen.add(key);
    })
    .sort((one, other) => one.line - other.line || one.column - other.column);
}

type Issue = z.core.$ZodIssue;

function describe(issue: Issue, yaml: Yaml, before: Path): Problem[] {
  const path = [...before, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))];
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(issue);
    return issue.keys.map((key) => yaml.at([...path, key], unknownKey(key, known), true));
  }
  if (issue.code === 'invalid_key') {
    const key = String(path.at(-1));
    return [yaml.at(path, unknownKey(key, knownKeys(issue)), true)];
  }
  if (issue.code === 'invalid_union') return describeUnion(issue, yaml, path);
  return [yaml.at(path, sentence(issue, path))];
}

/** Of several shapes a value may take, the one it came nearest to is what its writer meant. */
function describeUnion(issue: Extract<Issue, { code: 'invalid_union' }>, yaml: Yaml, path: Path): Problem[] {
  const attempts = issue.errors.map((issues) => ({
    issues,
    depth: Math.max(0, ...issues.map((each) => each.path.length)),
  }));
  const shapeFits = (issues: readonly Issue[]) =>
    !issues.some((each) => each.path.length === 0 && each.code === 'invalid_type');
  const fitting = attempts.filter(({ issues }) => shapeFits(issues)).sort((one, other) => other.depth - one.depth)[0];
  if (fitting) return fitting.issues.flatMap((each) => describe(each, yaml, path));
  return [yaml.at(path, `${place(path)} has the wrong form: ${received(issue)} doesn't belong here.`)];
}

function unknownKey(key: string, known: readonly string[]): string {
  const meant = nearest(key, known);
  if (meant) return `Unknown key \`${key}\`. Did you mean \`${meant}\`?`;
  const listed = known.length > 0 && known.length <= 40 ? ` Known here: ${known.join(', ')}.` : '';
  return `Unknown key \`${key}\`.${listed}`;
}

/** The schema's own keys travel with the issue, as the strict-object helper in `schema.ts` puts them there. */
function knownKeys(issue: Issue): readonly string[] {
  try {
    return JSON.parse(issue.message) as readonly string[];
  } catch {
    return [];
  }
}

function sentence(issue: Issue, path: Path): string {
  if (issue.code === 'invalid_type') {
    if (issue.input === undefined && issue.message.includes('undefined'))
      return `${place(path)} is missing; it must be ${article(issue.expected)}.`;
    // YAML takes `5319e7`, a colour, for a number.
    const isUnquoted = issue.expected === 'string' && ['number', 'boolean'].includes(typeof issue.input);
    return `${place(path)} must be ${article(issue.expected)}, not ${received(issue)}.${isUnquoted ? ' Put it in quotes.' : ''}`;
  }
  if (issue.code === 'invalid_value') return choice(issue, path);
  if (issue.code === 'too_small' && ['number', 'int'].includes(issue.origin)) {
    return `${place(path)} must be ${issue.minimum} or more, not ${received(issue)}.`;
  }
  if (issue.code === 'too_big' && ['number', 'int'].includes(issue.origin)) {
    return `${place(path)} must be ${issue.maximum} or less, not ${received(issue)}.`;
  }
  return `${place(path)}: ${issue.message}`;
}

function choice(issue: Extract<Issue, { code: 'invalid_value' }>, path: Path): string {
  const choices = issue.values.map((value) => `\`${String(value)}\``).join(', ');
  if (issue.input === undefined) {
    // One choice alone is a constant, such as `version: 1`: the line can be given whole.
    return issue.values.length === 1
      ? `${place(path)} is missing. Add \`${path.at(-1)}: ${String(issue.values[0])}\`.`
      : `${place(path)} must be one of ${choices}.`;
  }
  const meant = nearest(String(issue.input), issue.values.map(String));
  return `${place(path)} must be one of ${choices}, not ${received(issue)}.${meant ? ` Did you mean \`${meant}\`?` : ''}`;
}

function place(path: Path): string {
  if (path.length === 0) return 'The file';
  return `\`${path.map((step, index) => (typeof step === 'number' ? `[${step}]` : index > 0 ? `.${step}` : step)).join('')}\``;
}

function article(expected: string): string {
  const words: Record<string, string> = {
    string: 'text',
    number: 'a number',
    int: 'a whole number',
    boolean: '`true` or `false`',
    object: 'a mapping',
    record: 'a mapping',
    array: 'a list',
  };
  return words[expected] ?? expected;
}

function received(issue: Issue): string {
  const { input } = issue;
  if (input === null || input === undefined) return 'nothing';
  if (Array.isArray(input)) return 'a list';
  if (typeof input === 'object') return 'a mapping';
  return typeof input === 'string' ? `the text \`${input.slice(0, 60)}\`` : `\`${String(input)}\``;
}

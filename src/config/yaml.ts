import { type Document, isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { Problem } from '../domain/problem.ts';

/** Nobody writes a policy this long by hand. */
const SIZE_LIMIT = 1_000_000;
/** Nodes that aliases may unfold to: enough for any honest reuse, too little for a bomb. */
const ALIAS_LIMIT = 100;

export type Path = readonly (string | number)[];

/** A parsed file that still knows where everything stood. */
export interface Yaml {
  /** Plain data; `undefined` where the text couldn't be parsed. */
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** A problem at what stands under `path`, or, where nothing does, at the nearest thing around it. `key`: at the key, not the value. */
  readonly at: (path: Path, message: string, key?: boolean) => Problem;
}

/** Reads YAML (or JSON) as data and nothing else. All syntax errors come back at once, each with its place. */
export function parseYaml(file: string, text: string): Yaml {
  if (text.length > SIZE_LIMIT) {
    const size = `${(text.length / 1e6).toFixed(1)} MB`;
    return broken(
      file,
      `The file is ${size} long; at most ${SIZE_LIMIT / 1e6} MB is read. Remove what doesn't belong here.`,
    );
  }
  if (text.includes('\0')) return broken(file, 'The file is no text, or too long to be read. Write it anew, as UTF-8.');
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    uniqueKeys: true,
    merge: true,
    schema: 'core',
    customTags: [],
  });
  const place = (offset: number) => {
    const { line, col } = lines.linePos(Math.max(0, Math.min(offset, text.length)));
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const at = (path: Path, message: string, key = false): Problem => ({
    ...place(offsetOf(document, path, key)),
    message,
  });
  const deepest = document.errors.find(({ code }) => code === 'RESOURCE_EXHAUSTION');
  if (deepest) {
    const message = 'This is nested too deeply to be read. Flatten it: a manifest or policy needs five levels or so.';
    return { value: undefined, problems: [{ ...place(deepest.pos[0]), message }], at };
  }
  const problems = [...document.errors, ...document.warnings].map(({ pos, message }) => ({
    ...place(pos[0]),
    message: firstLine(message),
  }));
  if (problems.length > 0) return { value: undefined, problems, at };
  const cycle = cyclicAlias(document);
  if (cycle !== null) {
    return {
      value: undefined,
      problems: [{ ...place(cycle), message: 'An alias may not refer to what it stands in.' }],
      at,
    };
  }
  try {
    return { value: document.toJS({ maxAliasCount: ALIAS_LIMIT }) ?? null, problems: [], at };
  } catch {
    const message = `Aliases (\`*name\`) unfold to too much: at most ${ALIAS_LIMIT} are allowed. Write the values out.`;
    return { value: undefined, problems: [{ ...place(firstAlias(document)), message }], at };
  }
}

function broken(file: string, message: string): Yaml {
  const problem = { file, line: 1, column: 1, message };
  return { value: undefined, problems: [problem], at: () => problem };
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? message).replace(/ at line \d+, column \d+:?$/, '');
}

function offsetOf(document: Document.Parsed, path: Path, key: boolean): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const [depth, step] of path.entries()) {
    const atKey = key && depth === path.length - 1;
    const found = childOf(isAlias(node) ? node.resolve(document) : node, step);
    if (!found) break;
    offset = startOf(atKey ? found.key : found.value) ?? startOf(found.key) ?? offset;
    node = found.value;
  }
  return offset;
}

function childOf(node: unknown, step: string | number): { key: unknown; value: unknown } | null {
  if (isSeq(node)) return { key: undefined, value: node.items[Number(step)] };
  if (!isMap(node)) return null;
  return node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step)) ?? null;
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

function firstAlias(document: Document.Parsed): number {
  let offset = 0;
  visit(document, {
    Alias(_, node) {
      offset = node.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return offset;
}

function cyclicAlias(document: Document.Parsed): number | null {
  let offset: number | null = null;
  visit(document, {
    Alias(_, node, path) {
      const target = node.resolve(document);
      if (!target || !path.includes(target)) return undefined;
      offset = node.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return offset;
}

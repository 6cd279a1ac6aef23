import type { CodeownersFile, CodeownersRule } from './parse.ts';
import { type Reach, readPattern } from './pattern.ts';
import { SegmentIndex } from './segment-index.ts';

/** Answers who owns a path. Compiled once for a version of the file. */
export interface OwnersMatcher {
  /**
   * The last matching line, which decides alone; its owners may be none. `null` where no line matches. Quickest for paths in the order in which
   * git lists them, as those of one folder share the way to it.
   * @param path from the repository's root, forward slashes; with one at its end, what is asked is who owns all of that folder
   */
  match(path: string): CodeownersRule | null;
}

/** Patterns that share their first segments share nodes; the number of a rule is its place in the file. */
interface Node {
  readonly children: SegmentIndex<Node>;
  /** Where a `**` leads: reached together with this node, and never left. */
  deep: Node | null;
  readonly isDeep: boolean;
  /** The last rule that ends here, of each reach; {@link NONE} where there is none. */
  readonly rules: Record<Reach, number>;
  /** The last rule that goes on from here. */
  lastOn: number;
}

/** What is known at a folder of all that lies in it. */
interface Standing {
  /** From the root, with the separator at its end. */
  readonly folder: string;
  /** The last rule that takes all below. */
  readonly rule: number;
  /** The nodes from which later rules than that one go on. */
  readonly nodes: readonly Node[];
}

const NONE = -1;

/**
 * Compiles a file into a tree of segments. A path walks down it once for all rules, from the last folder that it has in common with the path asked
 * for before, and only until no later rule can take over: so the number of rules hardly counts.
 */
export function compileCodeowners({ rules }: CodeownersFile): OwnersMatcher {
  const root = newNode();
  for (const [index, { pattern }] of rules.entries()) plant(root, pattern, index);
  const top = standing('', root.rules.below, [root]);
  const above: Standing[] = [];
  let here = top;

  return {
    match(path) {
      while (!liesIn(path, here)) here = above.pop() ?? top;
      while (here.nodes.length > 0) {
        const slash = path.indexOf('/', here.folder.length);
        if (slash < 0) return rules[ruleOfFile(here, path.slice(here.folder.length))] ?? null;
        above.push(here);
        here = enter(here, path.slice(0, slash + 1));
      }
      return rules[here.rule] ?? null;
    },
  };
}

function newNode(isDeep = false): Node {
  return {
    children: new SegmentIndex(),
    deep: null,
    isDeep,
    rules: { all: NONE, below: NONE, itself: NONE },
    lastOn: NONE,
  };
}

function plant(root: Node, pattern: string, index: number): void {
  const { segments, reach } = readPattern(pattern);
  let node = root;
  for (const segment of segments) {
    node.lastOn = index;
    if (segment === '**') {
      node.deep ??= newNode(true);
      node = node.deep;
    } else node = node.children.obtain(segment, newNode);
  }
  node.rules[reach] = index;
}

/** As `path.startsWith(folder)`, which takes three times as long where either was cut out of a longer text, as nearly all paths are. */
function liesIn(path: string, { folder }: Standing): boolean {
  return path.slice(0, folder.length) === folder;
}

/** Steps from a folder into one that lies in it. */
function enter(from: Standing, folder: string): Standing {
  const name = folder.slice(from.folder.length, -1);
  const reached: Node[] = [];
  let { rule } = from;
  for (const node of from.nodes) {
    if (node.isDeep) reached.push(node);
    node.children.find(name, (child) => {
      reached.push(child);
      rule = Math.max(rule, child.rules.all, child.rules.below);
    });
  }
  return standing(folder, rule, reached);
}

function standing(folder: string, rule: number, reached: readonly Node[]): Standing {
  const nodes = reached.some(({ deep }) => deep) ? withDeep(reached) : reached;
  return { folder, rule, nodes: nodes.filter(({ lastOn }) => lastOn > rule) };
}

/** Each once: a `**` that is entered again was never left. */
function withDeep(reached: readonly Node[]): readonly Node[] {
  return [...new Set(reached.flatMap((node) => (node.deep ? [node, node.deep] : [node])))];
}

function ruleOfFile(folder: Standing, name: string): number {
  let { rule } = folder;
  // A path that ends in a separator is the folder itself.
  if (name === '') return rule;
  for (const node of folder.nodes) {
    node.children.find(name, ({ rules }) => {
      rule = Math.max(rule, rules.all, rules.itself);
    });
  }
  return rule;
}

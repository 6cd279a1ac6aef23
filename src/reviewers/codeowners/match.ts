import type { CodeownersFile, CodeownersRule } from './parse.ts';
import { type Reach, readPattern } from './pattern.ts';
import { SegmentIndex } from './segment-index.ts';

/** Answers who owns a path. Compiled once for a version of the file. */
export interface OwnersMatcher {
  /**
   * The last matching line, which decides alone; its owners may be none. `null` where no line matches.
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
}

/** What is known at a folder of all that lies in it. */
interface Standing {
  /** The nodes from which patterns go on. */
  readonly nodes: readonly Node[];
  /** The last rule that takes all below. */
  readonly rule: number;
}

const NONE = -1;

/** So many folders are remembered at once; a pull request touches few, and a tree is asked folder by folder. */
const FOLDERS_KEPT = 10_000;

/**
 * Compiles a file into a tree of segments. A path walks down it once for all rules, and what is found at a folder is kept for its other files:
 * so the number of rules hardly counts.
 */
export function compileCodeowners({ rules }: CodeownersFile): OwnersMatcher {
  const root = newNode();
  for (const [index, { pattern }] of rules.entries()) plant(root, pattern, index);
  const top = standing([root], root.rules.below);
  const kept = new Map<string, Standing>();

  function standingAt(folder: string): Standing {
    if (folder === '') return top;
    const known = kept.get(folder);
    if (known) return known;
    const [parent, name] = split(folder);
    const found = enter(standingAt(parent), name);
    if (kept.size >= FOLDERS_KEPT) kept.clear();
    kept.set(folder, found);
    return found;
  }

  return {
    match(path) {
      const [folder, name] = split(path);
      return rules[ruleOfFile(standingAt(folder), name)] ?? null;
    },
  };
}

function newNode(isDeep = false): Node {
  return { children: new SegmentIndex(), deep: null, isDeep, rules: { all: NONE, below: NONE, itself: NONE } };
}

function plant(root: Node, pattern: string, index: number): void {
  const { segments, reach } = readPattern(pattern);
  let node = root;
  for (const segment of segments) {
    if (segment === '**') {
      node.deep ??= newNode(true);
      node = node.deep;
    } else node = node.children.obtain(segment, newNode);
  }
  node.rules[reach] = index;
}

/** Steps from a folder into one that lies in it. */
function enter(from: Standing, name: string): Standing {
  const reached = from.nodes.filter(({ isDeep }) => isDeep);
  let { rule } = from;
  for (const node of from.nodes) {
    node.children.find(name, (child) => {
      reached.push(child);
      rule = Math.max(rule, child.rules.all, child.rules.below);
    });
  }
  return standing(reached, rule);
}

function standing(reached: readonly Node[], rule: number): Standing {
  const nodes = new Set(reached.flatMap((node) => (node.deep ? [node, node.deep] : [node])));
  return { nodes: [...nodes].filter(({ children }) => !children.empty), rule };
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

function split(path: string): [folder: string, name: string] {
  const slash = path.lastIndexOf('/');
  return [slash < 0 ? '' : path.slice(0, slash), path.slice(slash + 1)];
}

/** One name in a folder. */
export interface TreeItem {
  readonly name: string;
  /** `100644`, `100755`, `120000`, `160000` (a submodule), `40000` (a folder): as Git stores it. */
  readonly mode: string;
  /** 40 hex digits. */
  readonly oid: string;
  /** What Git sorts by: a character for each byte of the name, and a slash after a folder's. */
  readonly key: string;
  /** As it stands in the tree object. */
  readonly bytes: Buffer;
}

/** A folder, sorted by key. Trees that differ little share their items: so a change costs next to nothing, however many there are. */
export type Tree = readonly TreeItem[];

export const FOLDER_MODE = '40000';

const OID_BYTES = 20;

export function treeItem(name: string, mode: string, oid: string): TreeItem {
  const bytes = Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(oid, 'hex')]);
  return { name, mode, oid, key: keyOf(name, mode), bytes };
}

/** What a tree object holds. */
export function parseTree(raw: Buffer): Tree {
  const items: TreeItem[] = [];
  for (let at = 0; at < raw.length; ) {
    const space = raw.indexOf(0x20, at);
    const end = raw.indexOf(0, space);
    const next = end + 1 + OID_BYTES;
    const mode = raw.toString('latin1', at, space);
    const name = raw.toString('utf8', space + 1, end);
    const oid = raw.toString('hex', end + 1, next);
    items.push({ name, mode, oid, key: keyOf(name, mode), bytes: raw.subarray(at, next) });
    at = next;
  }
  return items;
}

export function formatTree(tree: Tree): Buffer {
  return Buffer.concat(tree.map(({ bytes }) => bytes));
}

export function itemNamed(tree: Tree, name: string): TreeItem | undefined {
  for (const key of keysOf(name)) {
    const item = tree[placeOf(tree, key)];
    if (item?.key === key) return item;
  }
  return undefined;
}

/** Puts something in the place of what bears the name, be it a file or a folder; `null` takes that away. */
export function setItem(tree: TreeItem[], name: string, item: TreeItem | null): void {
  for (const key of keysOf(name)) {
    const place = placeOf(tree, key);
    if (tree[place]?.key === key) tree.splice(place, 1);
  }
  if (item) tree.splice(placeOf(tree, item.key), 0, item);
}

/** Names that stand for something else in one tree than in the other, or in one of them alone: in the order of keys. */
export function* differences(before: Tree, after: Tree): Generator<readonly [TreeItem | null, TreeItem | null]> {
  let [one, other] = [0, 0];
  while (one < before.length || other < after.length) {
    const [was, is] = [before[one], after[other]];
    const isEarlier = was !== undefined && (is === undefined || was.key <= is.key);
    const isLater = is !== undefined && (was === undefined || is.key <= was.key);
    if (isEarlier) one += 1;
    if (isLater) other += 1;
    if (was?.key === is?.key && was?.oid === is?.oid && was?.mode === is?.mode) continue;
    yield [isEarlier ? was : null, isLater ? is : null];
  }
}

function keysOf(name: string): readonly string[] {
  return [keyOf(name, ''), keyOf(name, FOLDER_MODE)];
}

function keyOf(name: string, mode: string): string {
  return Buffer.from(mode === FOLDER_MODE ? `${name}/` : name).toString('latin1');
}

/** Where the key is, or would be. */
function placeOf(tree: Tree, key: string): number {
  let [from, to] = [0, tree.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((tree[middle]?.key ?? '') < key) from = middle + 1;
    else to = middle;
  }
  return from;
}

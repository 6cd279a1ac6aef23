/** What one name in a folder stands for. */
export interface TreeItem {
  /** `100644`, `100755`, `120000`, `160000` (a submodule), `40000` (a folder): as Git stores it. */
  readonly mode: string;
  /** 40 hex digits. */
  readonly oid: string;
}

export const FOLDER_MODE = '40000';

const OID_BYTES = 20;

/** The names in a tree object, in Git's order. */
export function parseTree(raw: Buffer): ReadonlyMap<string, TreeItem> {
  const items = new Map<string, TreeItem>();
  for (let at = 0; at < raw.length; ) {
    const space = raw.indexOf(0x20, at);
    const end = raw.indexOf(0, space);
    const next = end + 1 + OID_BYTES;
    items.set(raw.toString('utf8', space + 1, end), {
      mode: raw.toString('latin1', at, space),
      oid: raw.toString('hex', end + 1, next),
    });
    at = next;
  }
  return items;
}

/** The tree object of these names: sorted by their bytes, a folder's as if a slash came after it. */
export function formatTree(items: ReadonlyMap<string, TreeItem>): Buffer {
  const entries = [...items].map(([name, { mode, oid }]) => ({
    key: Buffer.from(mode === FOLDER_MODE ? `${name}/` : name),
    bytes: [Buffer.from(`${mode} ${name}\0`), Buffer.from(oid, 'hex')],
  }));
  entries.sort((one, other) => Buffer.compare(one.key, other.key));
  return Buffer.concat(entries.flatMap(({ bytes }) => bytes));
}

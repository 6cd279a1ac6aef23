import { isDeepStrictEqual } from 'node:util';
import type { FileChange } from '../../../domain/action.ts';
import type { PackageEntry } from '../../../domain/package-entry.ts';
import type { Format, RegistryFiles } from '../format.ts';
import { parseObject } from '../json.ts';
import { unreadable } from '../unreadable.ts';
import { catalogPath, formatEntry, readEntry } from './entry.ts';
import { verifyCatalog } from './verify.ts';

/** `packages/<name>.json`: the source of truth, one file a package. */
export const catalog: Format = {
  id: 'catalog',
  home: null,
  paths: ({ package: { name } }) => [catalogPath(name)],
  refuse: ({ entry }, current) => {
    const path = catalogPath(entry.name);
    const text = current.get(path) ?? '';
    // Written over, it would take the earlier versions with it.
    const { problem } = text.trim() === '' ? {} : readEntry(text);
    return problem === undefined ? [] : [unreadable(path, problem)];
  },
  write: ({ entry }, current) => write(entry, current),
  follow: { paths: ({ name }) => [catalogPath(name)], write: (entry, _, current) => write(entry, current) },
  verify: verifyCatalog,
};

function write(entry: PackageEntry, current: RegistryFiles): readonly FileChange[] {
  const path = catalogPath(entry.name);
  const content = formatEntry(entry);
  // Somebody's own layout is no reason to register a version again.
  return isDeepStrictEqual(JSON.parse(content), parseObject(current.get(path))) ? [] : [{ path, content }];
}

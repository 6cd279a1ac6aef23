import type { Format } from '../format.ts';
import { catalogPath, formatEntry } from './entry.ts';
import { verifyCatalog } from './verify.ts';

/** `packages/<name>.json`: the source of truth, one file a package. */
export const catalog: Format = {
  id: 'catalog',
  home: null,
  paths: ({ package: { name } }) => [catalogPath(name)],
  write: ({ entry }, current) => {
    const path = catalogPath(entry.name);
    const content = formatEntry(entry);
    return current.get(path) === content ? [] : [{ path, content }];
  },
  verify: verifyCatalog,
};

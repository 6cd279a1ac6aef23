import { isDeepStrictEqual } from 'node:util';
import { Document, isMap, parseDocument } from 'yaml';
import type { FileChange } from '../../../domain/action.ts';
import type { Format, RegistryFiles } from '../format.ts';
import { type JsonObject, objectOf } from '../json.ts';
import { outdated, type Source } from '../outdated.ts';
import { isPathName } from '../package-path.ts';
import { unlessReadable } from '../unreadable.ts';
import { type Component, componentOf } from './component.ts';

const HOME = 'catalog';

/** `catalog/<name>.yaml`: a `Component` for Backstage. Comments, keys, tags and links that others added stay. */
export const backstage: Format = {
  id: 'backstage',
  home: HOME,
  paths: ({ package: { name } }) => filePaths(name),
  refuse: ({ entry }, current) => unlessReadable(pathOf(entry.name), current.get(pathOf(entry.name)), read),
  write,
  follow: { paths: ({ name }) => filePaths(name), write: (entry, _, current) => write({ entry }, current) },
  verify: (tree, entries) => outdated(tree, entries, { home: HOME, paths: filePaths, write }),
};

function filePaths(name: string): readonly string[] {
  return isPathName(name) ? [pathOf(name)] : [];
}

function write({ entry }: Source, current: RegistryFiles): readonly FileChange[] {
  if (!isPathName(entry.name)) return [];
  const path = pathOf(entry.name);
  const document = read(current.get(path) ?? '') ?? new Document({});
  const before = document.toJS();
  const withdrawn = entry.versions.length > 0 && entry.versions.every(({ yanked }) => yanked);
  const deprecated = withdrawn || entry.deprecated !== undefined;
  set(document, componentOf(entry, { deprecated }), objectOf(before) ?? {});
  return isDeepStrictEqual(document.toJS(), before) ? [] : [{ path, content: document.toString({ lineWidth: 0 }) }];
}

function pathOf(name: string): string {
  return `catalog/${name}.yaml`;
}

/** What isn't a mapping can't be added to. */
function read(text: string): Document | null {
  const document = parseDocument(text);
  return document.errors.length === 0 && isMap(document.contents) ? document : null;
}

/** Sets each key that is ours; what the component doesn't say is left alone. */
function set(document: Document, component: Component, before: JsonObject): void {
  const { apiVersion, kind, metadata, spec } = component;
  const { labels, annotations, tags, links, ...plain } = metadata;
  const known = objectOf(before.metadata) ?? {};
  const type = objectOf(before.spec)?.type ?? spec.type;
  setAll(document, [], { apiVersion, kind });
  setAll(document, ['metadata'], plain);
  setAll(document, ['metadata', 'labels'], labels);
  setAll(document, ['metadata', 'annotations'], annotations);
  addMissing(document, ['metadata', 'tags'], { known: known.tags, ours: tags, by: (tag) => tag });
  addMissing(document, ['metadata', 'links'], { known: known.links, ours: links, by: (link) => objectOf(link)?.url });
  setAll(document, ['spec'], { ...spec, type });
}

function setAll(document: Document, keys: readonly string[], values: JsonObject): void {
  for (const [key, value] of Object.entries(values)) {
    if (document.getIn([...keys, key]) !== value) document.setIn([...keys, key], value);
  }
}

function addMissing(
  document: Document,
  keys: readonly string[],
  { known, ours, by }: { known: unknown; ours: readonly unknown[]; by: (item: unknown) => unknown },
): void {
  const listed = Array.isArray(known) ? known.map(by) : [];
  const missing = ours.filter((item) => !listed.includes(by(item)));
  if (!Array.isArray(known) && missing.length > 0) document.setIn(keys, missing);
  else for (const item of missing) document.addIn(keys, document.createNode(item));
}

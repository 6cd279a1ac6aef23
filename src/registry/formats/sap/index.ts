import type { FileChange } from '../../../domain/action.ts';
import type { Format, RegistryFiles } from '../format.ts';
import { jsonChange, objectOf, parseObject } from '../json.ts';
import { outdated, type Source } from '../outdated.ts';
import { isPathName } from '../package-path.ts';
import { unlessReadable } from '../unreadable.ts';
import { sapProject } from './project.ts';

const HOME = 'sap';

/**
 * `sap/<name>.json`: one element of the `repos.json` that SAP's InnerSource portal reads. One file a package, so that no two releases touch
 * the same; the whole list is served at `/repos.json`.
 */
export const sap: Format = {
  id: 'sap',
  home: HOME,
  paths: ({ package: { name } }) => filePaths(name),
  refuse: ({ entry }, current) => unlessReadable(pathOf(entry.name), current.get(pathOf(entry.name)), parseObject),
  write,
  follow: { paths: ({ name }) => filePaths(name), write: (entry, _, current) => write({ entry }, current) },
  verify: (tree, entries) => outdated(tree, entries, { home: HOME, paths: filePaths, write }),
};

function filePaths(name: string): readonly string[] {
  return isPathName(name) ? [pathOf(name)] : [];
}

function write({ entry, candidate }: Source, current: RegistryFiles): readonly FileChange[] {
  if (!isPathName(entry.name)) return [];
  const path = pathOf(entry.name);
  const before = parseObject(current.get(path));
  const metadata = objectOf(before?._InnerSourceMetadata) ?? {};
  const released = entry.versions.flatMap((version) => version.released || []).sort();
  // The catalogue doesn't have these: what stands there is held to be right.
  const { contributions, skills } = candidate?.project ?? {
    contributions: textsOf(metadata.contributions),
    skills: textsOf(metadata.skills),
  };
  const input = {
    ...entry,
    contributions,
    skills,
    created: released[0] ?? null,
    updated: released.at(-1) ?? null,
    activity: candidate?.activity ?? null,
  };
  return jsonChange(path, sapProject(input, before ?? {}, metadata), before);
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

function pathOf(name: string): string {
  return `sap/${name}.json`;
}

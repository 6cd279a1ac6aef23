import type { Format } from '../format.ts';
import { jsonChange, objectOf, parseObject } from '../json.ts';
import { isPathName } from '../package-path.ts';
import { sapProject } from './project.ts';

/**
 * `sap/<name>.json`: one element of the `repos.json` that SAP's InnerSource portal reads. One file a package, so that no two releases touch
 * the same; the whole list is served at `/repos.json`.
 */
export const sap: Format = {
  id: 'sap',
  home: 'sap',
  paths: ({ package: { name } }) => (isPathName(name) ? [pathOf(name)] : []),
  write({ entry, candidate }, current) {
    if (!isPathName(entry.name)) return [];
    const path = pathOf(entry.name);
    const before = parseObject(current.get(path));
    const released = entry.versions.flatMap((version) => version.released || []).sort();
    const { contributions, skills } = candidate.project;
    const input = { ...entry, contributions, skills, created: released[0] ?? null, updated: released.at(-1) ?? null };
    const project = sapProject(input, before ?? {}, objectOf(before?._InnerSourceMetadata) ?? {});
    return jsonChange(path, project, before);
  },
};

function pathOf(name: string): string {
  return `sap/${name}.json`;
}

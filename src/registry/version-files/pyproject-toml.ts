import { parse } from 'smol-toml';
import type { Dependency } from '../../domain/package-entry.ts';
import { tableOf, textOf, type VersionFile } from './version-file.ts';

/** Python's `pyproject.toml` (PEP 621). */
export const pyprojectToml: VersionFile = {
  ecosystem: 'python',
  file: 'pyproject.toml',
  read: (text) => {
    const content = tableOf(parse(text));
    const poetry = tableOf(tableOf(content.tool).poetry);
    const project = Object.keys(tableOf(content.project)).length > 0 ? tableOf(content.project) : poetry;
    const license = project.license;
    const requirements = Array.isArray(project.dependencies) ? project.dependencies.map(String) : [];
    return {
      name: textOf(project.name),
      version: textOf(project.version),
      license: textOf(license) ?? textOf(tableOf(license).text),
      dependencies: requirements.flatMap(requirement),
    };
  },
};

/** `numpy>=1.20,<2 ; python_version > "3.8"` → name and range (PEP 508). */
function requirement(written: string): Dependency[] {
  const found = /^\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[[^\]]*\])?\s*([^;]*)/.exec(written);
  if (!found?.[1]) return [];
  return [{ name: found[1], range: textOf(found[2]?.replace(/[()]/g, '').trim()), kind: 'runtime' }];
}

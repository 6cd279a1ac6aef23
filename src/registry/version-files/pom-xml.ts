import type { Dependency } from '../../domain/package-entry.ts';
import { type VersionFile, versionOf } from './version-file.ts';
import { childOf, type Element, parseXml, textAt } from './xml.ts';

/** Maven's `pom.xml`. A version from a property (`${revision}`) isn't known here; one from the parent is the package's own. */
export const pomXml: VersionFile = {
  ecosystem: 'maven',
  file: 'pom.xml',
  read: (text) => {
    const project = parseXml(text);
    if (project.name.replace(/^.*:/, '') !== 'project') throw new Error(`its root is <${project.name}>, not <project>`);
    return {
      name: textAt(project, 'artifactId'),
      version: versionOf(textAt(project, 'version') ?? textAt(project, 'parent', 'version')),
      license: textAt(project, 'licenses', 'license', 'name'),
      dependencies: (childOf(project, 'dependencies')?.children ?? []).flatMap(dependencyOf),
    };
  },
};

/** `group:artifact`, since an artifact's name alone is none's own. */
function dependencyOf(element: Element): readonly Dependency[] {
  const artifact = textAt(element, 'artifactId');
  if (!artifact) return [];
  const group = textAt(element, 'groupId');
  const kind =
    textAt(element, 'scope') === 'test'
      ? 'development'
      : textAt(element, 'optional') === 'true'
        ? 'optional'
        : 'runtime';
  return [{ name: group ? `${group}:${artifact}` : artifact, range: textAt(element, 'version'), kind }];
}

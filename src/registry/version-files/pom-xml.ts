import type { Dependency } from '../../domain/package-entry.ts';
import { type VersionFile, versionOf } from './version-file.ts';
import { childOf, type Element, parseXml, textAt } from './xml.ts';

/** Properties by which Maven lets the build itself settle the version. */
const OF_THE_BUILD = ['revision', 'changelist', 'sha1'];

/** Maven's `pom.xml`. One from the parent is the package's own version; properties count that stand in the file. */
export const pomXml: VersionFile = {
  ecosystem: 'maven',
  file: 'pom.xml',
  read: (text) => {
    const project = parseXml(text);
    if (project.name.replace(/^.*:/, '') !== 'project') throw new Error(`its root is <${project.name}>, not <project>`);
    const version = textAt(project, 'version') ?? textAt(project, 'parent', 'version');
    const filled = (text: string | null) => text?.replace(/\$\{([^{}]+)\}/g, (whole, name) => property(name) ?? whole);
    const property = (name: string) =>
      OF_THE_BUILD.includes(name)
        ? null
        : (textAt(project, 'properties', name) ??
          textAt(project, ...name.replace(/^(?:project|pom)\./, '').split('.')));
    return {
      name: textAt(project, 'artifactId'),
      version: versionOf(filled(version)),
      license: textAt(project, 'licenses', 'license', 'name'),
      dependencies: (childOf(project, 'dependencies')?.children ?? []).flatMap(dependencyOf).map((each) => ({
        ...each,
        range: filled(each.range) ?? null,
      })),
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

import type { Dependency } from '../../domain/package-entry.ts';
import { tableOf, textOf, type VersionFile, versionOf } from './version-file.ts';

/** npm's `package.json`. */
export const packageJson: VersionFile = {
  ecosystem: 'npm',
  file: 'package.json',
  read: (text) => {
    const parsed: unknown = JSON.parse(text);
    const content = tableOf(parsed);
    if (content !== parsed) throw new Error('it holds no object');
    const peers = tableOf(content.peerDependenciesMeta);
    const listed = (key: string, kind: (name: string) => Dependency['kind']): Dependency[] =>
      Object.entries(tableOf(content[key])).map(([name, range]) => ({ name, range: textOf(range), kind: kind(name) }));
    const version = versionOf(content.version);
    return {
      name: textOf(content.name),
      version,
      license: textOf(content.license),
      dependencies: [
        ...listed('dependencies', () => 'runtime'),
        ...listed('peerDependencies', (name) => (tableOf(peers[name]).optional === true ? 'optional' : 'runtime')),
        ...listed('optionalDependencies', () => 'optional'),
        ...listed('devDependencies', () => 'development'),
      ],
      // The root of a workspace, or the tools of a project in another language.
      tooling: content.private === true && version === null,
    };
  },
};

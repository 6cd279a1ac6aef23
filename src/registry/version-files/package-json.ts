import type { Dependency } from '../../domain/package-entry.ts';
import { tableOf, textOf, type VersionFile } from './version-file.ts';

/** npm's `package.json`. */
export const packageJson: VersionFile = {
  ecosystem: 'npm',
  file: 'package.json',
  read: (text) => {
    const content = tableOf(JSON.parse(text));
    const listed = (key: string, kind: Dependency['kind']): Dependency[] =>
      Object.entries(tableOf(content[key])).map(([name, range]) => ({ name, range: textOf(range), kind }));
    return {
      name: textOf(content.name),
      version: textOf(content.version),
      license: textOf(content.license),
      dependencies: [
        ...listed('dependencies', 'runtime'),
        ...listed('peerDependencies', 'runtime'),
        ...listed('optionalDependencies', 'optional'),
      ],
    };
  },
};

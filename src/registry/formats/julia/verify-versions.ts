import semver from 'semver';
import type { PackageEntry, PackageVersion } from '../../../domain/package-entry.ts';
import { tableOf } from '../../version-files/version-file.ts';
import { errorIn, warningIn } from '../finding.ts';
import type { Finding } from '../format.ts';
import { parseToml } from './toml.ts';
import { sortVersions } from './versions-file.ts';

/** A package's Versions.toml, by itself and beside what the catalogue has of it. @throws TableProblem where it can't be read */
export function verifyVersions(path: string, text: string, entry: PackageEntry | undefined): readonly Finding[] {
  const content = Object.entries(parseToml(text));
  const registered = new Map(entry?.versions.map((each) => [each.version, each]));
  const lost = [...registered.keys()].filter((version) => !content.some(([known]) => known === version));
  return [
    ...content.flatMap(([version, said]) => verifyVersion(path, { version, said, known: registered.get(version) })),
    ...lost.map((version) =>
      errorIn(path, `The catalogue has ${version}, which is missing.`, { fix: 'Register it again.' }),
    ),
    ...(sortVersions(text) === text
      ? []
      : [
          errorIn(path, 'The versions aren’t in semver order, a blank line between them, lines ending in LF.', {
            fix: 'Sort them.',
          }),
        ]),
  ];
}

function verifyVersion(
  path: string,
  { version, said, known }: { version: string; said: unknown; known: PackageVersion | undefined },
): readonly Finding[] {
  const { 'git-tree-sha1': tree, yanked } = tableOf(said);
  const found = String(tree);
  return [
    ...(semver.valid(version) ? [] : [errorIn(path, `${version} is no version.`)]),
    ...(/^[0-9a-f]{40}$/.test(found)
      ? []
      : [errorIn(path, `The tree of ${version} is no hash.`, { expected: '40 hexadecimal digits.', found })]),
    ...(yanked === undefined || typeof yanked === 'boolean'
      ? []
      : [errorIn(path, `${version}: yanked must be true or false.`, { found: JSON.stringify(yanked) })]),
    ...(known === undefined || known.tree === tree
      ? []
      : [errorIn(path, `The tree of ${version} isn’t that of the catalogue.`, { expected: known.tree, found })]),
    ...(known && known.yanked !== false && yanked !== true
      ? [warningIn(path, `The catalogue calls ${version} yanked.`, { expected: 'yanked = true' })]
      : []),
  ];
}

import type { FileChange } from '../../domain/action.ts';
import type { PackageEntry } from '../../domain/package-entry.ts';
import { errorIn, warningIn } from './finding.ts';
import type { Finding, Registration, RegistryFiles, RegistryTree } from './format.ts';

/** What a format is written from: once a version is registered, its entry alone. */
export type Source = Pick<Registration, 'entry'> & Partial<Pick<Registration, 'candidate'>>;

/** Files that a format would write otherwise for an entry of the catalogue: who goes by them is misled. And those of no entry. */
export function outdated(
  tree: RegistryTree,
  entries: readonly PackageEntry[],
  format: {
    readonly home: string;
    readonly paths: (name: string) => readonly string[];
    readonly write: (source: Source, current: RegistryFiles) => readonly FileChange[];
  },
): readonly Finding[] {
  const outdatedFiles = entries.flatMap((entry) => {
    const current = new Map(format.paths(entry.name).map((path) => [path, tree.read(path)]));
    return format.write({ entry }, current).map(({ path }) =>
      current.get(path) === null
        ? warningIn(path, `The catalogue has ${entry.name}, and this format has it not.`, { fix: fixFor(entry) })
        : errorIn(path, `The file doesn’t say what the catalogue says of ${entry.name}.`, {
            expected: 'Its versions, their files and hashes, and which of them are yanked.',
            fix: fixFor(entry),
          }),
    );
  });
  const known = new Set(entries.flatMap(({ name }) => format.paths(name)));
  const orphans = tree.paths.filter((path) => path.startsWith(`${format.home}/`) && !known.has(path) && !isAside(path));
  return [
    ...outdatedFiles,
    ...orphans.map((path) =>
      warningIn(path, 'The catalogue has no package of this name.', { expected: ORPHAN_EXPECTED }),
    ),
  ];
}

const ORPHAN_EXPECTED = 'An entry in packages/, or a file that somebody keeps by hand.';

/** What explains the folder to people, and settings. */
function isAside(path: string): boolean {
  return /(?:^|\/)(?:\.|README|index\.html$)|\.md$/.test(path);
}

function fixFor({ name }: PackageEntry): string {
  return `Register the newest version of ${name} again: /innkeeper register, or innkeeper register.`;
}

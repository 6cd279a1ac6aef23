import type { FileChange } from '../../domain/action.ts';
import type { PackageEntry } from '../../domain/package-entry.ts';
import { errorIn, warningIn } from './finding.ts';
import type { Finding, Registration, RegistryFiles, RegistryTree } from './format.ts';

/** What a format is written from: once a version is registered, its entry alone. */
export type Source = Pick<Registration, 'entry'> & Partial<Pick<Registration, 'candidate'>>;

/** Files that a format would write otherwise for an entry of the catalogue: who goes by them is misled. */
export function outdated(
  tree: RegistryTree,
  entries: readonly PackageEntry[],
  format: {
    readonly paths: (name: string) => readonly string[];
    readonly write: (source: Source, current: RegistryFiles) => readonly FileChange[];
  },
): readonly Finding[] {
  return entries.flatMap((entry) => {
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
}

function fixFor({ name }: PackageEntry): string {
  return `Register the newest version of ${name} again: /innkeeper register, or innkeeper register.`;
}

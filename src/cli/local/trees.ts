import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PackageEntry } from '../../domain/package-entry.ts';
import { parseEntry } from '../../registry/formats/catalog/entry.ts';
import { catalogPaths } from '../../registry/formats/catalog/verify.ts';
import { errorIn, infoOn } from '../../registry/formats/finding.ts';
import type { Finding, RegistryTree } from '../../registry/formats/format.ts';
import type { RegistryFinding } from '../../registry/verify.ts';
import { git } from './files.ts';

/**
 * Asks git for the tree of every version in the catalogue: the package's folder at the recorded commit, and at the tag.
 * @param checkouts the folder of the packages' repositories; `null` where none are at hand, which is said
 */
export function recomputeTrees(tree: RegistryTree, checkouts: string | null): readonly RegistryFinding[] {
  const entries = catalogPaths(tree).flatMap((path): [string, PackageEntry][] => {
    const entry = parseEntry(tree.read(path) ?? '');
    return entry ? [[path, entry]] : [];
  });
  const findings =
    checkouts === null
      ? notRecomputed(entries.length)
      : entries.flatMap(([path, entry]) => treesOf(path, entry, checkouts));
  return findings.map((finding) => ({ format: 'catalog', ...finding }));
}

function notRecomputed(count: number): readonly Finding[] {
  if (count === 0) return [];
  const fix = 'Name the folder of the packages’ checkouts with --checkouts.';
  return [infoOn('packages', 'The trees were not recomputed, for want of the packages’ repositories.', { fix })];
}

function treesOf(path: string, entry: PackageEntry, checkouts: string): readonly Finding[] {
  const names = [entry.repository.split('/').at(-1) ?? '', entry.repository];
  const checkout = names.map((name) => join(checkouts, name)).find((folder) => existsSync(folder));
  if (checkout === undefined) {
    return [infoOn(path, `There is no checkout of ${entry.repository}: its trees were not recomputed.`)];
  }
  return entry.versions.flatMap(({ version, tag, commit, tree }): Finding[] => {
    const treeAt = (revision: string) => {
      const folder = entry.path === '.' ? `${revision}^{tree}` : `${revision}:${entry.path}`;
      return git(checkout, ['rev-parse', '--verify', '--quiet', folder])?.trim() ?? null;
    };
    const at = { commit: /^[0-9a-f]{40}$/.test(commit) ? treeAt(commit) : null, tag: treeAt(`refs/tags/${tag}`) };
    if (at.commit !== tree) {
      const found = at.commit ?? `No commit ${commit} with the folder ${entry.path}.`;
      return [errorIn(path, `The tree of ${version} isn’t that of its commit.`, { expected: tree, found })];
    }
    if (at.tag === tree) return [];
    const found = at.tag ?? 'No such tag.';
    return [
      errorIn(path, `The tag ${tag} doesn’t hold ${version} any more.`, {
        expected: tree,
        found,
        fix: 'Move the tag back.',
      }),
    ];
  });
}

import type { PackageEntry, PackageVersion } from '../../../domain/package-entry.ts';

export function catalogPath(name: string): string {
  return `packages/${name}.json`;
}

/** Keys in their fixed order, two spaces, a newline at the end: equal entries are equal bytes. */
export function formatEntry(entry: PackageEntry): string {
  return `${JSON.stringify(orderEntry(entry), null, 2)}\n`;
}

/** Reads an entry; `null` where the text is none. */
export function parseEntry(text: string): PackageEntry | null {
  try {
    const entry = JSON.parse(text) as PackageEntry;
    return typeof entry.name === 'string' && Array.isArray(entry.versions) ? entry : null;
  } catch {
    return null;
  }
}

function orderEntry(entry: PackageEntry): PackageEntry {
  const { name, title, description, repository, url, path, ecosystem, type, tier, owners, support } = entry;
  const { documentation, license, topics, versions } = entry;
  return {
    name,
    title,
    description,
    repository,
    url,
    path,
    ecosystem,
    type,
    tier,
    owners,
    support,
    documentation,
    license,
    topics,
    versions: versions.map(orderVersion),
  };
}

function orderVersion(each: PackageVersion): PackageVersion {
  const { version, tag, commit, tree, released, prerelease, yanked, dependencies, assets } = each;
  return {
    version,
    tag,
    commit,
    tree,
    released,
    prerelease,
    yanked,
    dependencies: dependencies.map(({ name, range, kind }) => ({ name, range, kind })),
    assets: assets.map(({ name, size, sha256, url }) => ({ name, size, sha256, url })),
  };
}

import type { PackageEntry, PackageVersion } from '../../../domain/package-entry.ts';
import { readableEntrySchema } from './schema.ts';

/** Where a package's entry stands. */
export function catalogPath(name: string): string {
  return `packages/${name}.json`;
}

/** Keys in their fixed order, two spaces, a newline at the end: equal entries are equal bytes. */
export function formatEntry(entry: PackageEntry): string {
  return `${JSON.stringify(orderEntry(entry), null, 2)}\n`;
}

/** Reads an entry; `null` where the text is none. What was left out or broken by hand, and the next release says anew, is filled in. */
export function parseEntry(text: string): PackageEntry | null {
  return readEntry(text).entry ?? null;
}

/** Reads an entry, or says what about it can't be understood. */
export function readEntry(text: string): { readonly entry?: PackageEntry; readonly problem?: string } {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return { problem: 'No JSON.' };
  }
  const { data: entry, error } = readableEntrySchema.safeParse(content);
  if (entry) return { entry };
  const [issue] = error.issues;
  return { problem: `${issue?.path.join('.') || 'The entry'}: ${issue?.message}.` };
}

function orderEntry(entry: PackageEntry): PackageEntry {
  const { name, title, description, repository, url, path, ecosystem, type, tier, owners, support } = entry;
  const { documentation, license, topics, deprecated, versions } = entry;
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
    ...(deprecated ? { deprecated } : {}),
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

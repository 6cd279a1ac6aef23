import type { PackageEntry, PackageVersion } from '../../../domain/package-entry.ts';
import { errorIn } from '../finding.ts';
import type { Finding } from '../format.ts';
import { objectOf } from '../json.ts';
import type { Manifest, Packument } from './packument.ts';

const TABLES = ['dependencies', 'optionalDependencies', 'peerDependencies'];

/** Versions whose dependencies in the packument aren't those that the catalogue read of their package.json: npm goes by the packument. */
export function verifyDependencies(path: string, entry: PackageEntry, packument: Packument): readonly Finding[] {
  return entry.versions.flatMap((version): Finding[] => {
    const manifest = packument.versions[version.version];
    const [expected, found] = [needs(version), manifest ? said(manifest) : null];
    if (found === null || found === expected) return [];
    return [errorIn(path, `What ${version.version} needs isn’t what the catalogue says.`, { expected, found })];
  });
}

function needs({ dependencies }: PackageVersion): string {
  return listed(
    dependencies
      .filter(({ kind }) => kind === 'runtime' || kind === 'optional')
      .map(({ name, range }) => `${name}@${range ?? '*'}`),
  );
}

function said(manifest: Manifest): string {
  return listed(
    TABLES.flatMap((table) =>
      Object.entries(objectOf(manifest[table]) ?? {}).map(([name, range]) => `${name}@${String(range) || '*'}`),
    ),
  );
}

/** Each once: what is optional npm lists among the dependencies too. */
function listed(names: readonly string[]): string {
  return [...new Set(names)].sort().join(', ') || 'Nothing.';
}

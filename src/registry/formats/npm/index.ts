import semver from 'semver';
import type { FileChange } from '../../../domain/action.ts';
import type { PackageEntry, PackageVersion } from '../../../domain/package-entry.ts';
import type { ReleaseAsset } from '../../../domain/release.ts';
import type { Format, RegistryFiles } from '../format.ts';
import { jsonChange } from '../json.ts';
import { outdated, type Source } from '../outdated.ts';
import { isPathName } from '../package-path.ts';
import { manifestOf } from './manifest.ts';
import { type Packument, parsePackument } from './packument.ts';

/**
 * `npm/<name>`, `npm/@scope/name`: packuments, named as npm asks for them, so that any host of static files is a registry. Tarballs are the
 * assets of the releases; a version without one can't be installed, and isn't listed.
 */
export const npm: Format = {
  id: 'npm',
  home: 'npm',
  paths: ({ package: { name } }) => filePaths(name),
  write,
  verify: (tree, entries) => outdated(tree, entries, { paths: filePaths, write }),
};

function filePaths(name: string): readonly string[] {
  return isPathName(name) ? [packumentPath(name)] : [];
}

function write(source: Source, current: RegistryFiles): readonly FileChange[] {
  const { entry } = source;
  if (entry.ecosystem !== 'npm' || !isPathName(entry.name)) return [];
  const path = packumentPath(entry.name);
  const before = parsePackument(current.get(path));
  const registered = entry.versions.flatMap((version) => {
    const asset = tarballOf(entry.name, version);
    return asset ? [{ version, asset }] : [];
  });
  if (registered.length === 0) return [];
  const versions = {
    ...before?.versions,
    ...Object.fromEntries(
      registered.map(({ version, asset }) => [
        version.version,
        manifestOf(source, version, asset, before?.versions[version.version]),
      ]),
    ),
  };
  const times = registered.map(({ version }) => [version.version, version.released] as const);
  const packument: Packument = {
    ...before,
    name: entry.name,
    ...(entry.description ? { description: entry.description } : {}),
    'dist-tags': { ...before?.['dist-tags'], ...latest(entry, versions) },
    versions,
    time: { ...before?.time, ...Object.fromEntries(times) },
  };
  return jsonChange(path, packument, before);
}

export function packumentPath(name: string): string {
  return `npm/${name}`;
}

/** The asset that `npm pack` made, or the only tarball there is. */
function tarballOf(name: string, { version, assets }: PackageVersion): ReleaseAsset | undefined {
  const tarballs = assets.filter((asset) => asset.name.endsWith('.tgz'));
  const packed = `${name.replace(/^@/, '').replace('/', '-')}-${version}.tgz`;
  return tarballs.find((asset) => asset.name === packed) ?? (tarballs.length === 1 ? tarballs[0] : undefined);
}

/** The newest version that is neither yanked nor a prerelease; where there is none, the newest of the next best. */
function latest(entry: PackageEntry, listed: Packument['versions']): { latest?: string } {
  const known = new Map(entry.versions.map((each) => [each.version, each]));
  const newestFirst = Object.keys(listed)
    .filter((version) => semver.valid(version))
    .sort((one, other) => semver.compareBuild(other, one));
  const isYanked = (version: string) => Boolean(known.get(version)?.yanked);
  const isEarly = (version: string) => known.get(version)?.prerelease ?? semver.prerelease(version) !== null;
  const found =
    newestFirst.find((version) => !isYanked(version) && !isEarly(version)) ??
    newestFirst.find((version) => !isYanked(version)) ??
    newestFirst[0];
  return found ? { latest: found } : {};
}

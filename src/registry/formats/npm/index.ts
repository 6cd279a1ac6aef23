import semver from 'semver';
import type { FileChange } from '../../../domain/action.ts';
import type { PackageEntry, PackageVersion } from '../../../domain/package-entry.ts';
import type { Refusal } from '../../../domain/refusal.ts';
import type { ReleaseAsset } from '../../../domain/release.ts';
import type { Format, Registration, RegistryFiles } from '../format.ts';
import { jsonChange } from '../json.ts';
import { outdated, type Source } from '../outdated.ts';
import { isPathName } from '../package-path.ts';
import { unlessReadable } from '../unreadable.ts';
import { manifestOf } from './manifest.ts';
import { type Packument, parsePackument } from './packument.ts';
import { verifyDependencies } from './verify.ts';

const HOME = 'npm';

/**
 * `npm/<name>`, `npm/@scope/name`: packuments, named as npm asks for them, so that any host of static files is a registry. Tarballs are the
 * assets of the releases; a version without one can't be installed, and isn't listed.
 */
export const npm: Format = {
  id: 'npm',
  home: HOME,
  paths: ({ package: { name } }) => filePaths(name),
  refuse: (registration, current) => {
    const path = packumentPath(registration.entry.name);
    if (registration.entry.ecosystem !== 'npm') return [];
    return [...unlessReadable(path, current.get(path), parsePackument), ...otherName(registration)];
  },
  omits: (entry, version) => {
    if (entry.ecosystem !== 'npm' || tarballOf(entry.name, version)) return null;
    return {
      summary: `npm doesn’t find ${entry.name} ${version.version}: its release has no tarball that is surely the package’s.`,
      expected: `The asset ${packedName(entry.name, version)}, as npm pack makes it, or a single *.tgz.`,
      found: version.assets.map(({ name }) => name).join(', ') || 'No assets.',
      fix: `Add it with: npm pack && gh release upload ${version.tag} *.tgz — and comment /innkeeper register ${version.tag}.`,
    };
  },
  write,
  follow: { paths: ({ name }) => filePaths(name), write: (entry, _, current) => write({ entry }, current) },
  verify: (tree, entries) => [
    ...outdated(tree, entries, { home: HOME, paths: filePaths, write }),
    ...entries.flatMap((entry) => {
      const path = packumentPath(entry.name);
      const packument = entry.ecosystem === 'npm' ? parsePackument(tree.read(path)) : null;
      return packument ? verifyDependencies(path, entry, packument) : [];
    }),
  ],
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

/** A tarball calls itself what its package.json says, and npm installs it as that. */
function otherName({ entry, candidate }: Registration): readonly Refusal[] {
  const { versionFile, version } = candidate;
  const written = versionFile?.content?.name;
  const own = entry.versions.find((each) => each.version === version);
  if (!written || written === entry.name || !own || !tarballOf(entry.name, own)) return [];
  return [
    {
      rule: 'name',
      summary: `The tarball of the release is of ${written}, the package is called ${entry.name}.`,
      expected: `The name ${entry.name} in ${versionFile.path}.`,
      found: written,
      fix: `Write name: "${written}" in innersource.yml, or rename the package in ${versionFile.path}, and publish a new release.`,
    },
  ];
}

export function packumentPath(name: string): string {
  return `npm/${name}`;
}

/** The asset that `npm pack` made, or the only tarball there is. */
function tarballOf(name: string, version: PackageVersion): ReleaseAsset | undefined {
  const tarballs = version.assets.filter((asset) => asset.name.endsWith('.tgz'));
  const packed = packedName(name, version);
  return tarballs.find((asset) => asset.name === packed) ?? (tarballs.length === 1 ? tarballs[0] : undefined);
}

function packedName(name: string, { version }: PackageVersion): string {
  return `${name.replace(/^@/, '').replace('/', '-')}-${version}.tgz`;
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

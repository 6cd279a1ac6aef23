import type { Dependency, PackageEntry, PackageVersion } from '../../../domain/package-entry.ts';
import type { ReleaseAsset } from '../../../domain/release.ts';
import { DEPRECATED, deprecationNote } from '../../deprecation.ts';
import { type JsonObject, objectOf, parseObject } from '../json.ts';
import type { Source } from '../outdated.ts';
import type { Manifest } from './packument.ts';

/** What of a `package.json` npm needs to choose, lay out and link a version, before it has the tarball. */
const INSTALLING = [
  'description',
  'license',
  'keywords',
  'homepage',
  'engines',
  'os',
  'cpu',
  'libc',
  'dependencies',
  'optionalDependencies',
  'peerDependencies',
  'peerDependenciesMeta',
  'bundleDependencies',
  'bundledDependencies',
];

/** What is read of a `package.json`; of a version's manifest all else is somebody else's. */
const READ: ReadonlySet<string> = new Set([...INSTALLING, 'bin', 'hasInstallScript']);

const INSTALL_SCRIPTS = ['preinstall', 'install', 'postinstall'];
const YANKED = 'Yanked';

/** The version as a packument says it. @param before what the packument says of it now */
export function manifestOf(
  source: Source,
  version: PackageVersion,
  asset: ReleaseAsset,
  before: Manifest | undefined,
): Manifest {
  const { entry } = source;
  const written = packageJsonOf(source, version);
  const { deprecated, ...kept } = written
    ? { ...without(before, READ), ...written }
    : (before ?? fromEntry(entry, version.dependencies));
  const said = entry.deprecated && deprecationNote(entry.deprecated);
  const own = version.yanked ? yankedNote(version.yanked) : said;
  // A note that isn't ours was written by hand: that a version isn't yanked doesn't take it back.
  const isOurs = [YANKED, DEPRECATED].some((beginning) => String(deprecated).startsWith(beginning));
  const note = own ?? (isOurs ? undefined : deprecated);
  return {
    ...kept,
    name: entry.name,
    version: version.version,
    ...(note === undefined ? {} : { deprecated: note }),
    dist: { ...before?.dist, tarball: asset.url, ...(asset.sha256 ? { integrity: integrity(asset.sha256) } : {}) },
  };
}

function without(manifest: JsonObject | undefined, keys: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(Object.entries(manifest ?? {}).filter(([key]) => !keys.has(key)));
}

/** Hex → the form of subresource integrity. */
function integrity(sha256: string): string {
  return `sha256-${Buffer.from(sha256, 'hex').toString('base64')}`;
}

function yankedNote(yanked: true | string): string {
  return yanked === true ? `${YANKED}.` : `${YANKED}: ${yanked}`;
}

/** Of the version that is being registered alone: its package.json is at hand, those of the others are not. */
function packageJsonOf({ candidate }: Source, { version }: PackageVersion): JsonObject | null {
  const versionFile = candidate?.version === version ? candidate.versionFile : null;
  const written = versionFile?.ecosystem === 'npm' ? parseObject(versionFile.text) : null;
  if (!written) return null;
  const scripts = objectOf(written.scripts) ?? {};
  return {
    ...Object.fromEntries(INSTALLING.flatMap((key) => (key in written ? [[key, written[key]]] : []))),
    ...binOf(written),
    ...(INSTALL_SCRIPTS.some((script) => script in scripts) ? { hasInstallScript: true } : {}),
  };
}

/** npm's own registry turns `"bin": "cli.js"` into a command of the package's name; its clients expect that. */
function binOf({ bin, name }: JsonObject): JsonObject {
  if (typeof bin !== 'string') return objectOf(bin) ? { bin } : {};
  return { bin: { [String(name).replace(/^@[^/]+\//, '')]: bin } };
}

function fromEntry(entry: PackageEntry, dependencies: readonly Dependency[]): JsonObject {
  const of = (kind: Dependency['kind']) =>
    Object.fromEntries(
      dependencies.filter((each) => each.kind === kind).map(({ name, range }) => [name, range ?? '*']),
    );
  return {
    ...(entry.description ? { description: entry.description } : {}),
    ...(entry.license ? { license: entry.license } : {}),
    dependencies: of('runtime'),
    optionalDependencies: of('optional'),
  };
}

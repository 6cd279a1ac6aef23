import { parse } from 'smol-toml';
import type { FileChange } from '../../../domain/action.ts';
import type { PackageEntry, PackageVersion } from '../../../domain/package-entry.ts';
import type { ReleaseAsset } from '../../../domain/release.ts';
import { ARCHIVED_TOPIC, deprecationNote } from '../../deprecation.ts';
import { tableOf, textOf } from '../../version-files/version-file.ts';
import type { Format, RegistryFiles } from '../format.ts';
import { jsonChange } from '../json.ts';
import { outdated, type Source } from '../outdated.ts';
import { unlessReadable } from '../unreadable.ts';
import { isProjectName, normaliseName, parseDistribution } from './distribution.ts';
import { otherLinks, renderProject } from './html.ts';
import { ARCHIVED_REASON, emptyProject, parseProject, type SimpleFile, withStatus } from './project.ts';
import { refusalsOf } from './refuse.ts';

const HOME = 'simple';

/**
 * `simple/<name>/index.{html,json}`: the simple index of PEP 503 and 691, each file an asset of its release. The root page, which names every
 * project, is served by the portal and never written: two releases at once must not touch one file.
 */
export const python: Format = {
  id: 'python',
  home: HOME,
  paths: ({ package: { name } }) => filePaths(name),
  refuse: (registration, current) => {
    if (registration.entry.ecosystem !== 'python') return [];
    const { json } = pathsOf(registration.entry.name);
    const text = current.get(json);
    return [...unlessReadable(json, text, parseProject), ...refusalsOf(registration, parseProject(text))];
  },
  omits: (entry, version) => {
    if (entry.ecosystem !== 'python' || version.assets.some((asset) => isDistributionOf(entry.name, asset)))
      return null;
    return {
      summary: `pip doesn’t find ${entry.name} ${version.version}: its release has no wheel and no source distribution of that name.`,
      expected: `An asset such as ${normaliseName(entry.name).replaceAll('-', '_')}-${version.version}-py3-none-any.whl.`,
      found: version.assets.map(({ name }) => name).join(', ') || 'No assets.',
      fix: `Add them with: gh release upload ${version.tag} dist/* — and comment /innkeeper register ${version.tag}.`,
    };
  },
  write,
  follow: { paths: ({ name }) => filePaths(name), write: (entry, _, current) => write({ entry }, current) },
  verify: (tree, entries) => outdated(tree, entries, { home: HOME, paths: filePaths, write }),
};

function filePaths(name: string): readonly string[] {
  return isProjectName(name) ? Object.values(pathsOf(name)) : [];
}

function write(source: Source, current: RegistryFiles): readonly FileChange[] {
  const { entry } = source;
  if (entry.ecosystem !== 'python' || !isProjectName(entry.name)) return [];
  const path = pathsOf(entry.name);
  const known = parseProject(current.get(path.json));
  const before = known ?? emptyProject(normaliseName(entry.name));
  const files = filesOf(source, before.files);
  if (files.length === 0) return [];
  const versions = new Set([...before.versions, ...files.flatMap(({ filename }) => versionIn(filename))]);
  const project = withStatus({ ...before, versions: [...versions], files }, statusOf(entry));
  const page = current.get(path.html) ?? null;
  const names = files.map(({ filename }) => filename);
  const html = renderProject(project, page === null ? [] : otherLinks(page, names));
  return [...jsonChange(path.json, project, known), ...(html === page ? [] : [{ path: path.html, content: html }])];
}

function statusOf({ deprecated, topics }: PackageEntry): Parameters<typeof withStatus>[1] {
  if (deprecated) return { status: 'deprecated', reason: deprecationNote(deprecated) };
  return topics.includes(ARCHIVED_TOPIC) ? { status: 'archived', reason: ARCHIVED_REASON } : null;
}

/** Where a project's two files lie. @param name in any spelling */
export function pathsOf(name: string): { readonly json: string; readonly html: string } {
  const folder = `simple/${normaliseName(name)}`;
  return { json: `${folder}/index.json`, html: `${folder}/index.html` };
}

/** What the index holds, brought up to the entry; a file that no version of the entry knows stays as it is. */
function filesOf(source: Source, before: readonly SimpleFile[]): readonly SimpleFile[] {
  const known = new Map(before.map((file) => [file.filename, file]));
  for (const version of source.entry.versions) {
    for (const asset of version.assets) {
      if (!isDistributionOf(source.entry.name, asset)) continue;
      known.set(asset.name, fileOf(asset, version, known.get(asset.name), requiresPython(source, version)));
    }
  }
  return [...known.values()];
}

function isDistributionOf(name: string, asset: ReleaseAsset): boolean {
  return parseDistribution(asset.name)?.name === normaliseName(name);
}

function fileOf(
  asset: ReleaseAsset,
  { yanked, released }: PackageVersion,
  before: SimpleFile | undefined,
  requires: string | null,
): SimpleFile {
  const { yanked: _, ...kept } = before ?? {};
  return {
    ...kept,
    filename: asset.name,
    url: asset.url,
    hashes: asset.sha256 ? { ...before?.hashes, sha256: asset.sha256 } : (before?.hashes ?? {}),
    size: asset.size,
    ...(requires === null ? {} : { 'requires-python': requires }),
    ...(Number.isNaN(Date.parse(released)) ? {} : { 'upload-time': new Date(released).toISOString() }),
    ...(yanked ? { yanked } : {}),
  };
}

/** Known of the version that is being registered alone: its pyproject.toml is at hand, those of the others are not. */
function requiresPython({ candidate }: Source, { version }: PackageVersion): string | null {
  const versionFile = candidate?.version === version ? candidate.versionFile : null;
  if (versionFile?.ecosystem !== 'python' || !versionFile.content) return null;
  return textOf(tableOf(parse(versionFile.text).project)['requires-python']);
}

function versionIn(fileName: string): string[] {
  const distribution = parseDistribution(fileName);
  return distribution ? [distribution.version] : [];
}

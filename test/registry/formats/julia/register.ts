import { julia } from '../../../../src/registry/formats/julia/index.ts';
import { writeFormats } from '../../../../src/registry/formats/write.ts';
import { inFolder, readVersionFile } from '../../../../src/registry/version-files/index.ts';
import { registration, version as versionOf } from '../../../support/registration.ts';

export interface Given {
  /** The text of its version file. */
  readonly project: string;
  readonly version: string;
  /** 40 hex digits. */
  readonly tree?: string;
  readonly url?: string;
  readonly path?: string;
  readonly ecosystem?: 'julia' | 'npm';
  /** Versions that the catalogue calls yanked. */
  readonly yanked?: readonly string[];
  /** Versions that it called so until now. */
  readonly yankedBefore?: readonly string[];
}

/** Registers a version in Julia's format alone, in a registry of these files, as if no rule objected. */
export function registerJulia(given: Given, files: Readonly<Record<string, string>>) {
  const { project, version, path = '.', ecosystem = 'julia', yanked = [], yankedBefore = [] } = given;
  const file = inFolder(path, ecosystem === 'julia' ? 'Project.toml' : 'package.json');
  const versions = [
    ...yanked.map((each) => versionOf(each, { yanked: 'leaks memory' })),
    versionOf(version, { tree: given.tree ?? 'a'.repeat(40) }),
  ];
  const { entry, candidate } = registration({ name: 'Imaging', path, ecosystem, versions });
  const { url = candidate.repository.url } = given;
  const versionFile = readVersionFile(path, ecosystem, new Map([[file, project]]));
  const registered = { ...entry, versions: yankedBefore.map((each) => versionOf(each, { yanked: 'leaks memory' })) };
  const subject = { ...candidate, repository: { ...candidate.repository, url }, versionFile, registered };
  const current = new Map<string, string | null>();
  const unseen = () => julia.paths(subject, current).filter((each) => !current.has(each));
  for (let paths = unseen(); paths.length > 0; paths = unseen()) {
    for (const each of paths) current.set(each, files[each] ?? null);
  }
  const { changes, refusals } = writeFormats([julia], { entry, candidate: subject }, current);
  const changed = Object.fromEntries(changes.map((change): [string, string] => [change.path, change.content ?? '']));
  return { changed, refusals, files: { ...files, ...changed } as Readonly<Record<string, string>> };
}

import type { RegistryFiles, Subject } from '../format.ts';
import { type JuliaProject, readJuliaProject } from './project-file.ts';
import { folderFor, isFolder, REGISTRY_FILE, readPackages } from './registry-file.ts';

/** A Julia package and its files in the registry. */
export interface Place {
  readonly project: JuliaProject;
  /** The package's folder, as Registry.toml names it where it knows the UUID. */
  readonly folder: string;
  readonly registry: string;
  /** `Versions` → the text of the folder's Versions.toml; `null` where there is none. */
  readonly read: (name: string) => string | null;
}

/** `null` where the version is none of a Julia package, or its Project.toml can't be registered. */
export function placeOf({ versionFile }: Subject, files: RegistryFiles): Place | null {
  if (versionFile?.ecosystem !== 'julia') return null;
  const reading = readJuliaProject(versionFile.path, versionFile.text);
  if (!('project' in reading)) return null;
  const { project } = reading;
  const registry = files.get(REGISTRY_FILE) ?? '';
  const listed = listedPackages(registry).find(({ uuid }) => uuid === project.uuid);
  const folder = listed && isFolder(listed.path) ? listed.path : folderFor(project.name);
  return { project, folder, registry, read: (name) => files.get(`${folder}/${name}.toml`) ?? null };
}

/** None where the text is broken: that is refused before anything is written. */
export function listedPackages(registry: string): ReturnType<typeof readPackages> {
  try {
    return readPackages(registry);
  } catch {
    return [];
  }
}

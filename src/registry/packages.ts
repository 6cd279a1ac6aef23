import type { Project, ProjectPackage } from '../domain/project.ts';
import { isSafeName } from './names.ts';
import { readVersionFile } from './version-files/index.ts';

/**
 * The packages that a repository's tags may mean. One that names its package nowhere has it named by its version file: always in Julia, where the
 * name is what people load, and everywhere where there is no manifest at all.
 * @param repository its name, by which a package is called that nobody named
 * @param texts path → text of the version files at the root
 */
export function packagesOf(
  project: Project,
  repository: string,
  texts: ReadonlyMap<string, string>,
): readonly ProjectPackage[] {
  const [own, another] = project.packages;
  if (!own || another || own.path !== '.' || own.name !== repository) return project.packages;
  const file = readVersionFile('.', own.ecosystem, texts);
  const name = file?.content?.name;
  // A Go module's path is an address; its repository's name is what people say.
  const mayName = file?.ecosystem === 'julia' || (project.source === null && file?.ecosystem !== 'go');
  return name && mayName && isSafeName(name) ? [{ ...own, name }] : project.packages;
}

/** The project as one of its packages sees it: its own tier and type decide which rules hold for it. */
export function projectOf(project: Project, { tier, type }: ProjectPackage): Project {
  return { ...project, ...(tier ? { tier } : {}), ...(type ? { type } : {}) };
}

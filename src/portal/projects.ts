import { fullName } from '../domain/repository.ts';
import type { ProjectSnapshot } from '../domain/snapshot.ts';
import type { Access, Viewer } from './viewer.ts';

/** What the catalogue holds, for one viewer. */
export type Catalogue = (viewer: Viewer) => Promise<readonly ProjectSnapshot[]>;

/** Public and internal projects are everybody's; a private one is there for the bearer of a token that GitHub shows it to. */
export function createCatalogue(projects: () => Promise<readonly ProjectSnapshot[]>, access: Access): Catalogue {
  return async (viewer) => {
    const all = await projects();
    const hidden = all.map(({ repository }) => repository).filter(({ visibility }) => visibility === 'private');
    const sight = hidden.length === 0 ? false : await access.bearerSees(viewer, hidden);
    const isSeen = ({ repository }: ProjectSnapshot) =>
      repository.visibility !== 'private' || (sight !== false && sight.has(fullName(repository).toLowerCase()));
    return all.filter(isSeen);
  };
}

/** By the repository's name or the project's own. */
export function findProject(projects: readonly ProjectSnapshot[], name: string): ProjectSnapshot | undefined {
  return (
    projects.find(({ repository }) => repository.name === name) ?? projects.find(({ project }) => project.name === name)
  );
}

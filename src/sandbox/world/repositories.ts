import { join } from 'node:path';
import type { Permission } from '../../domain/person.ts';
import { GitRepository } from '../git.ts';
import type { Actor, RepositoryModel } from '../model.ts';
import type { OrganisationSeed } from '../organisation.ts';
import { Refused } from '../refused.ts';
import type { World } from '../world.ts';

export function createRepository(
  world: World,
  input: Partial<RepositoryModel> & { name: string },
  actor: Actor,
): RepositoryModel {
  if (world.repositories.has(input.name.toLowerCase())) {
    throw new Refused(422, 'Repository creation failed.', [
      { resource: 'Repository', code: 'custom', field: 'name', message: 'name already exists on this account' },
    ]);
  }
  const at = world.now();
  const repository: RepositoryModel = {
    description: null,
    visibility: 'internal',
    topics: [],
    archived: false,
    hasIssues: true,
    protected: false,
    ...input,
    id: world.id(),
    collaborators: input.collaborators ?? new Map(),
    git: GitRepository.create(join(world.options.directory, `${input.name}.git`)),
    issues: new Map(),
    labels: new Map(),
    checks: [],
    statuses: [],
    releases: [],
    properties: new Map(),
    createdAt: at,
    updatedAt: at,
    pushedAt: at,
  };
  world.repositories.set(input.name.toLowerCase(), repository);
  world.emit('repository', 'created', repository, actor);
  return repository;
}

export function plant(world: World, seed: OrganisationSeed['repositories'][number]): void {
  const { source, branches, collaborators, releases, ...rest } = seed;
  const access = new Map(
    Object.entries(collaborators).map(([login, each]): [string, Permission] => [login.toLowerCase(), each]),
  );
  const [admin] = [...world.people.values()].filter(({ role }) => role === 'admin');
  const actor = admin ?? world.bot;
  const repository = world.createRepository({ ...rest, collaborators: access }, actor);
  if (source?.kind === 'bare') repository.git.copyFrom(source.path);
  if (source?.kind === 'tree') {
    const commit = repository.git.importTree(source.path, null, 'Initial commit', world.signature(actor));
    repository.git.updateRef('refs/heads/main', commit, null);
  }
  for (const tag of releases) world.createRelease(repository, { tag }, actor);
  for (const [branch, folder] of Object.entries(branches)) {
    const parent = repository.git.resolve('HEAD');
    const commit = repository.git.importTree(folder, parent, `Work on ${branch}`, world.signature(actor));
    repository.git.updateRef(`refs/heads/${branch}`, commit, null);
  }
}

export function updateRepository(
  world: World,
  repository: RepositoryModel,
  change: Partial<Pick<RepositoryModel, 'name' | 'description' | 'visibility' | 'archived' | 'hasIssues' | 'topics'>>,
  actor: Actor,
): void {
  const before = { ...repository };
  if (change.name && change.name !== repository.name) rename(world, repository, change.name);
  Object.assign(repository, change, { updatedAt: world.now() });
  if (before.name !== repository.name)
    world.emit('repository', 'renamed', repository, actor, {
      changes: { repository: { name: { from: before.name } } },
    });
  if (before.archived !== repository.archived)
    world.emit('repository', repository.archived ? 'archived' : 'unarchived', repository, actor);
  if (before.visibility !== repository.visibility)
    world.emit('repository', repository.visibility === 'public' ? 'publicized' : 'privatized', repository, actor);
  const edited = before.description !== repository.description || before.topics !== repository.topics;
  if (edited) world.emit('repository', 'edited', repository, actor, { changes: {} });
}

function rename(world: World, repository: RepositoryModel, name: string): void {
  const [from, to] = [repository.name.toLowerCase(), name.toLowerCase()];
  if (from !== to && world.repositories.has(to)) {
    throw new Refused(422, 'Validation Failed', [
      { resource: 'Repository', code: 'custom', field: 'name', message: 'name already exists on this account' },
    ]);
  }
  world.repositories.delete(from);
  world.repositories.set(to, repository);
  world.formerNames.set(from, repository);
  for (const { repositories } of world.teams.values()) {
    const access = repositories.get(from);
    if (access === undefined) continue;
    repositories.delete(from);
    repositories.set(to, access);
  }
}

export function deleteRepository(world: World, repository: RepositoryModel, actor: Actor): void {
  world.emit('repository', 'deleted', repository, actor);
  const name = repository.name.toLowerCase();
  world.repositories.delete(name);
  for (const { repositories } of world.teams.values()) repositories.delete(name);
}

import { PERMISSIONS, type Permission } from '../../domain/person.ts';
import type { Actor, Person, RepositoryModel, TeamModel } from '../model.ts';
import type { World } from '../world.ts';

/** Members of the team and of the teams below it. */
export function membersOf(world: World, team: TeamModel): readonly Person[] {
  const below = [...world.teams.values()].filter(({ parent }) => parent?.toLowerCase() === team.slug.toLowerCase());
  const logins = new Set([
    ...team.members,
    ...below.flatMap((each) => world.membersOf(each).map(({ login }) => login.toLowerCase())),
  ]);
  return [...logins].flatMap((login) => world.people.get(login) ?? []);
}

export function teamPermission(world: World, team: TeamModel, repository: RepositoryModel): Permission {
  const own = team.repositories.get(repository.name.toLowerCase()) ?? 'none';
  const parent = team.parent ? world.teams.get(team.parent.toLowerCase()) : undefined;
  return parent ? highest([own, world.teamPermission(parent, repository)]) : own;
}

export function permission(world: World, actor: Actor, repository: RepositoryModel): Permission {
  const person = world.people.get(actor.login.toLowerCase());
  if (!person) return repository.visibility === 'public' ? 'read' : 'none';
  if (person.role === 'admin') return 'admin';
  const base = repository.visibility === 'public' ? 'read' : 'none';
  const organisation = person.role === 'member' && repository.visibility !== 'private' ? world.basePermission : base;
  const teams = [...world.teams.values()]
    .filter((team) => world.membersOf(team).some(({ login }) => login === person.login))
    .map((team) => world.teamPermission(team, repository));
  const direct = repository.collaborators.get(person.login.toLowerCase()) ?? 'none';
  return highest([base, organisation, direct, ...teams]);
}

function highest(permissions: readonly Permission[]): Permission {
  return permissions.reduce(
    (best, each) => (PERMISSIONS.indexOf(each) > PERMISSIONS.indexOf(best) ? each : best),
    'none',
  );
}

import type { Permission } from '../../domain/person.ts';
import type { Actor, Person, RepositoryModel, TeamModel } from '../model.ts';
import * as payloads from '../payloads/index.ts';
import { Refused } from '../refused.ts';
import type { World } from '../world.ts';

export function addToTeam(world: World, team: TeamModel, person: Person, actor: Actor): void {
  if (team.members.has(person.login.toLowerCase())) return;
  team.members.add(person.login.toLowerCase());
  tellMembership(world, 'added', team, person, actor);
}

export function removeFromTeam(world: World, team: TeamModel, person: Person, actor: Actor): void {
  if (!team.members.delete(person.login.toLowerCase())) throw new Refused(404, 'Not Found');
  tellMembership(world, 'removed', team, person, actor);
}

function tellMembership(world: World, action: string, team: TeamModel, person: Person, actor: Actor): void {
  world.emit('membership', action, null, actor, {
    scope: 'team',
    member: payloads.user(world, person),
    team: payloads.team(world, team),
  });
}

/** @param permission `null` takes it away */
export function setTeamPermission(
  world: World,
  team: TeamModel,
  repository: RepositoryModel,
  permission: Permission | null,
  actor: Actor,
): void {
  const name = repository.name.toLowerCase();
  const before = team.repositories.get(name) ?? null;
  if (before === permission) return;
  if (permission === null) team.repositories.delete(name);
  else team.repositories.set(name, permission);
  const tell = (action: string, extra: Record<string, unknown> = {}) =>
    world.emit('team', action, repository, actor, { team: payloads.team(world, team), ...extra });
  if (before === null) {
    tell('added_to_repository');
    world.emit('team_add', null, repository, actor, { team: payloads.team(world, team) });
  } else if (permission === null) tell('removed_from_repository');
  else tell('edited', { changes: { repository: { permissions: { from: payloads.permissionsJson(before) } } } });
}

/** @param permission `null` takes it away */
export function setCollaborator(
  world: World,
  repository: RepositoryModel,
  person: Person,
  permission: Permission | null,
  actor: Actor,
): void {
  const login = person.login.toLowerCase();
  const before = repository.collaborators.get(login) ?? null;
  if (before === permission) return;
  if (permission === null) repository.collaborators.delete(login);
  else repository.collaborators.set(login, permission);
  const member = payloads.user(world, person);
  if (permission === null) {
    world.emit('member', 'removed', repository, actor, { member });
    return;
  }
  const [from, to] = [before && legacyName(before), legacyName(permission)];
  const changes = before ? { permission: { from, to } } : { permission: { to }, role_name: { to: permission } };
  world.emit('member', before ? 'edited' : 'added', repository, actor, { member, changes });
}

/** The word of before there were roles between read, write and admin. */
export function legacyName(permission: Permission): Permission {
  return permission === 'maintain' ? 'write' : permission === 'triage' ? 'read' : permission;
}

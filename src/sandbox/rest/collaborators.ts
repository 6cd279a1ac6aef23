import { PERMISSIONS, type Permission } from '../../domain/person.ts';
import type { Person, RepositoryModel } from '../model.ts';
import * as payloads from '../payloads/index.ts';
import { Refused } from '../refused.ts';
import { legacyName } from '../world/members.ts';
import type { World } from '../world.ts';
import { onRepository, type Route } from './router.ts';

const COLLABORATOR = '/repos/{owner}/{repo}/collaborators/{username}';

export const COLLABORATOR_ROUTES: readonly Route[] = [
  onRepository('GET /repos/{owner}/{repo}/collaborators', 'write', ({ world, query }, repository) => {
    const direct = query.get('affiliation') === 'direct';
    const found = [...world.people.values()].filter((each) =>
      direct ? repository.collaborators.has(each.login.toLowerCase()) : world.permission(each, repository) !== 'none',
    );
    return { page: found.map((each) => collaboratorJson(world, each, repository)) };
  }),
  onRepository(`GET ${COLLABORATOR}/permission`, 'read', ({ world, params }, repository) => {
    const person = world.person(params.username ?? '');
    const role = world.permission(person, repository);
    return {
      json: { permission: legacyName(role), role_name: role, user: collaboratorJson(world, person, repository) },
    };
  }),
  onRepository(`GET ${COLLABORATOR}`, 'write', ({ world, params }, repository) => {
    const person = world.people.get((params.username ?? '').toLowerCase());
    if (!person || world.permission(person, repository) === 'none') throw new Refused(404, 'Not Found');
    return { status: 204 };
  }),
  // Here nobody waits for an invitation: the collaborator has access at once, as a member of the organisation has on GitHub.
  onRepository(`PUT ${COLLABORATOR}`, 'admin', ({ world, params, body, caller }, repository) => {
    const person = world.person(params.username ?? '');
    world.setCollaborator(repository, person, permissionOf(body.permission ?? 'push'), caller.actor);
    return { status: 204 };
  }),
  onRepository(`DELETE ${COLLABORATOR}`, 'admin', ({ world, params, caller }, repository) => {
    world.setCollaborator(repository, world.person(params.username ?? ''), null, caller.actor);
    return { status: 204 };
  }),
];

function collaboratorJson(world: World, person: Person, repository: RepositoryModel): Record<string, unknown> {
  const role = world.permission(person, repository);
  return { ...payloads.user(world, person), permissions: payloads.permissionsJson(role), role_name: role };
}

/** @throws Refused 422 for a word that is no permission; `pull` and `push` are its older names */
export function permissionOf(given: unknown): Permission {
  const name = given === 'pull' ? 'read' : given === 'push' ? 'write' : given;
  const found = PERMISSIONS.find((each) => each === name);
  if (!found || found === 'none') throw new Refused(422, `Invalid permission: ${String(given)}`);
  return found;
}

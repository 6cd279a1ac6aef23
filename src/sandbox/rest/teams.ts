import type { Permission } from '../../domain/person.ts';
import type { Person, RepositoryModel, TeamModel } from '../model.ts';
import * as payloads from '../payloads/index.ts';
import { Refused } from '../refused.ts';
import type { World } from '../world.ts';
import { permissionOf } from './collaborators.ts';
import { type Call, onOrganisation, onRepository, type Route } from './router.ts';

const teamOf = ({ world, params }: Call): TeamModel => world.team(params.team_slug ?? '');
const repositoryOf = ({ world, params }: Call): RepositoryModel =>
  world.repository(params.owner ?? '', params.repo ?? '');
const personOf = ({ world, params }: Call): Person => world.person(params.username ?? '');

const TEAM = '/orgs/{org}/teams/{team_slug}';
const MEMBERSHIP = `${TEAM}/memberships/{username}`;
const REPOSITORY = `${TEAM}/repos/{owner}/{repo}`;

export const TEAM_ROUTES: readonly Route[] = [
  onOrganisation('GET /orgs/{org}/teams', 'anyone', ({ world }) => ({
    page: [...world.teams.values()].map((each) => payloads.team(world, each)),
  })),
  onOrganisation(`GET ${TEAM}`, 'anyone', (call) => ({ json: payloads.teamProfile(call.world, teamOf(call)) })),
  onOrganisation(`GET ${TEAM}/members`, 'anyone', (call) => ({
    page: call.world.membersOf(teamOf(call)).map((each) => payloads.user(call.world, each)),
  })),
  onOrganisation(`GET ${TEAM}/teams`, 'anyone', (call) => ({
    page: [...call.world.teams.values()]
      .filter(({ parent }) => parent?.toLowerCase() === teamOf(call).slug.toLowerCase())
      .map((each) => payloads.team(call.world, each)),
  })),
  onOrganisation(`GET ${MEMBERSHIP}`, 'anyone', (call) => {
    if (!call.world.membersOf(teamOf(call)).includes(personOf(call))) throw new Refused(404, 'Not Found');
    return { json: membershipJson(call) };
  }),
  onOrganisation(`PUT ${MEMBERSHIP}`, 'admin', (call) => {
    call.world.addToTeam(teamOf(call), personOf(call), call.caller.actor);
    return { json: membershipJson(call) };
  }),
  onOrganisation(`DELETE ${MEMBERSHIP}`, 'admin', (call) => {
    call.world.removeFromTeam(teamOf(call), personOf(call), call.caller.actor);
    return { status: 204 };
  }),
  onOrganisation(`GET ${TEAM}/repos`, 'anyone', (call) => ({
    page: [...call.world.repositories.values()]
      .filter((each) => call.world.teamPermission(teamOf(call), each) !== 'none')
      .map((each) => withRole(call.world, each, call.world.teamPermission(teamOf(call), each))),
  })),
  onOrganisation(`GET ${REPOSITORY}`, 'anyone', (call) => {
    const repository = repositoryOf(call);
    const permission = call.world.teamPermission(teamOf(call), repository);
    if (permission === 'none') throw new Refused(404, 'Not Found');
    // GitHub tells that there is access by 204; what access only to those who ask for its media type.
    if (!call.headers.accept?.includes('vnd.github.v3.repository+json')) return { status: 204 };
    return { json: withRole(call.world, repository, permission) };
  }),
  onOrganisation(`PUT ${REPOSITORY}`, 'admin', (call) => {
    const permission = permissionOf(call.body.permission ?? 'push');
    call.world.setTeamPermission(teamOf(call), repositoryOf(call), permission, call.caller.actor);
    return { status: 204 };
  }),
  onOrganisation(`DELETE ${REPOSITORY}`, 'admin', (call) => {
    call.world.setTeamPermission(teamOf(call), repositoryOf(call), null, call.caller.actor);
    return { status: 204 };
  }),
  onRepository('GET /repos/{owner}/{repo}/teams', 'read', ({ world }, repository) => ({
    page: [...world.teams.values()]
      .filter((each) => world.teamPermission(each, repository) !== 'none')
      .map((each) => {
        const permission = world.teamPermission(each, repository);
        return {
          ...payloads.team(world, each),
          permission: OLD_NAMES[permission] ?? permission,
          permissions: payloads.permissionsJson(permission),
        };
      }),
  })),
];

const OLD_NAMES: Partial<Record<Permission, string>> = { read: 'pull', write: 'push' };

function membershipJson(call: Call): Record<string, unknown> {
  const { world } = call;
  const team = teamOf(call);
  const path = `/organizations/${world.organization.id}/team/${team.id}/memberships/${personOf(call).login}`;
  return { url: payloads.api(world, path), role: 'member', state: 'active' };
}

function withRole(world: World, repository: RepositoryModel, permission: Permission): Record<string, unknown> {
  // A team's repositories have a form of their own, older than these two.
  const { has_discussions: _, custom_properties: __, ...rest } = payloads.repository(world, repository);
  return { ...rest, permissions: payloads.permissionsJson(permission), role_name: permission };
}

import type { Person } from '../model.ts';
import * as payloads from '../payloads/index.ts';
import { Refused } from '../refused.ts';
import type { World } from '../world.ts';
import { type Call, needed, onOrganisation, type Route, route, text } from './router.ts';

export const ORGANISATION_ROUTES: readonly Route[] = [
  route('GET /user', ({ world, caller }) => {
    if (caller.kind === 'anonymous') throw new Refused(401, 'Requires authentication');
    if (caller.kind !== 'person') throw new Refused(403, 'Resource not accessible by integration');
    return { json: payloads.profile(world, world.person(caller.actor.login)) };
  }),
  route('GET /users/{username}', ({ world, params }) => ({
    json: payloads.profile(world, world.person(params.username ?? '')),
  })),
  onOrganisation('GET /orgs/{org}', 'anyone', ({ world }) => ({ json: payloads.organizationProfile(world) })),
  onOrganisation('GET /orgs/{org}/members', 'anyone', ({ world, query }) => {
    const role = query.get('role') ?? 'all';
    const found = [...world.people.values()].filter(
      (each) => each.role !== 'outside' && (role === 'all' || each.role === role),
    );
    return { page: found.map((each) => payloads.user(world, each)) };
  }),
  onOrganisation('GET /orgs/{org}/members/{username}', 'anyone', (call) => {
    memberOf(call);
    return { status: 204 };
  }),
  onOrganisation('GET /orgs/{org}/memberships/{username}', 'anyone', (call) => ({
    json: membershipJson(call.world, memberOf(call)),
  })),
  onOrganisation('GET /orgs/{org}/repos', 'anyone', ({ world, caller }) => {
    const visible = [...world.repositories.values()].filter(
      (each) => caller.kind === 'installation' || world.permission(caller.actor, each) !== 'none',
    );
    return { page: visible.map((each) => payloads.repository(world, each)) };
  }),
  onOrganisation('POST /orgs/{org}/repos', 'anyone', createRepository),
];

function memberOf({ world, params }: Call): Person {
  const person = world.person(params.username ?? '');
  if (person.role === 'outside') throw new Refused(404, 'Not Found');
  return person;
}

function membershipJson(world: World, person: Person): Record<string, unknown> {
  const url = payloads.api(world, `/orgs/${world.organization.login}`);
  return {
    url: `${url}/memberships/${person.login}`,
    state: 'active',
    role: person.role,
    organization_url: url,
    organization: payloads.organization(world),
    user: payloads.user(world, person),
  };
}

function createRepository({ world, caller, body }: Call) {
  if (caller.kind !== 'person') throw new Refused(403, 'Resource not accessible by integration');
  if (world.person(caller.actor.login).role === 'outside')
    throw new Refused(403, 'You need to be a member of the organization.');
  const name = needed(body.name, 'name');
  const { visibility } = body;
  const isVisibility = visibility === 'public' || visibility === 'private' || visibility === 'internal';
  const repository = world.createRepository(
    {
      name,
      visibility: isVisibility ? visibility : body.private === true ? 'private' : 'public',
      description: text(body.description) ?? null,
      hasIssues: body.has_issues !== false,
    },
    caller.actor,
  );
  repository.collaborators.set(caller.actor.login.toLowerCase(), 'admin');
  if (body.auto_init === true) {
    const changes = new Map([['README.md', Buffer.from(`# ${name}\n`)]]);
    world.commit(repository, { branch: repository.git.head, changes, message: 'Initial commit' }, caller.actor);
  }
  return { status: 201, json: payloads.repositoryProfile(world, repository, 'admin') };
}

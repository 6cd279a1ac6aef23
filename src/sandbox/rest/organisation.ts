import * as payloads from '../payloads/index.ts';
import { Refused } from '../refused.ts';
import { highest } from '../world/people.ts';
import { type Call, onRepository, type Route, route } from './router.ts';

function inOrganisation(call: Call): void {
  if (call.params.org?.toLowerCase() !== call.world.organization.login.toLowerCase())
    throw new Refused(404, 'Not Found');
}

export const ORGANISATION_ROUTES: readonly Route[] = [
  route('GET /user', ({ world, caller }) => {
    if (caller.kind !== 'person') throw new Refused(403, 'Resource not accessible by integration');
    return { json: payloads.user(world, caller.actor) };
  }),
  route('GET /users/{username}', ({ world, params }) => ({
    json: payloads.user(world, world.person(params.username ?? '')),
  })),
  route('GET /orgs/{org}', (call) => {
    inOrganisation(call);
    return { json: payloads.organization(call.world) };
  }),
  route('GET /orgs/{org}/members', (call) => {
    inOrganisation(call);
    return {
      page: [...call.world.people.values()]
        .filter(({ role }) => role !== 'outside')
        .map((each) => payloads.user(call.world, each)),
    };
  }),
  route('GET /orgs/{org}/members/{username}', (call) => {
    inOrganisation(call);
    if (call.world.person(call.params.username ?? '').role === 'outside') throw new Refused(404, 'Not Found');
    return { status: 204 };
  }),
  route('GET /orgs/{org}/teams', (call) => {
    inOrganisation(call);
    return { page: [...call.world.teams.values()].map((each) => payloads.team(call.world, each)) };
  }),
  route('GET /orgs/{org}/teams/{team}', (call) => {
    inOrganisation(call);
    return { json: payloads.team(call.world, call.world.team(call.params.team ?? '')) };
  }),
  route('GET /orgs/{org}/teams/{team}/members', (call) => {
    inOrganisation(call);
    const members = call.world.membersOf(call.world.team(call.params.team ?? ''));
    return { page: members.map((each) => payloads.user(call.world, each)) };
  }),
  route('GET /orgs/{org}/repos', (call) => {
    inOrganisation(call);
    const visible = [...call.world.repositories.values()].filter(
      (each) => call.caller.kind === 'installation' || call.world.permission(call.caller.actor, each) !== 'none',
    );
    return { page: visible.map((each) => payloads.repository(call.world, each)) };
  }),
  route('POST /orgs/{org}/repos', (call) => {
    inOrganisation(call);
    if (call.caller.kind !== 'person') throw new Refused(403, 'Resource not accessible by integration');
    const { name, description, visibility, private: hidden, auto_init: filled } = call.body;
    if (typeof name !== 'string') throw new Refused(422, 'Repository creation failed.');
    const seen =
      visibility === 'public' || visibility === 'private' || visibility === 'internal'
        ? visibility
        : hidden
          ? 'private'
          : 'internal';
    const repository = call.world.createRepository(
      { name, visibility: seen, description: typeof description === 'string' ? description : null },
      call.caller.actor,
    );
    repository.collaborators.set(call.caller.actor.login.toLowerCase(), 'admin');
    if (filled) {
      const changes = new Map([['README.md', Buffer.from(`# ${name}\n`)]]);
      call.world.commit(repository, { branch: 'main', changes, message: 'Initial commit' }, call.caller.actor);
    }
    return { status: 201, json: payloads.repository(call.world, repository) };
  }),
  route('GET /orgs/{org}/properties/schema', (call) => {
    inOrganisation(call);
    return {
      json: call.world.customProperties.map((name) => ({ property_name: name, value_type: 'string', required: false })),
    };
  }),
  route('GET /orgs/{org}/properties/values', (call) => {
    inOrganisation(call);
    return {
      page: [...call.world.repositories.values()].map((each) => ({
        repository_id: each.id,
        repository_name: each.name,
        repository_full_name: call.world.fullName(each),
        properties: propertiesOf(each.properties),
      })),
    };
  }),
  route('PATCH /orgs/{org}/properties/values', (call) => {
    inOrganisation(call);
    const names = call.body.repository_names as string[];
    const properties = call.body.properties as { property_name: string; value: string | null }[];
    const unknown = properties.find(({ property_name: name }) => !call.world.customProperties.includes(name));
    if (unknown) throw new Refused(422, `Property '${unknown.property_name}' is not defined in the organization`);
    for (const name of names) {
      const repository = call.world.repository(call.world.organization.login, name);
      for (const { property_name: property, value } of properties) {
        if (value === null) repository.properties.delete(property);
        else repository.properties.set(property, value);
      }
    }
    return { status: 204 };
  }),
  onRepository('GET /repos/{owner}/{repo}/properties/values', 'read', (_, repository) => ({
    json: propertiesOf(repository.properties),
  })),
  onRepository(
    'GET /repos/{owner}/{repo}/collaborators/{username}/permission',
    'read',
    ({ world, params }, repository) => {
      const person = world.person(params.username ?? '');
      const role = highest([world.permission(person, repository)]);
      const permission = role === 'maintain' ? 'write' : role === 'triage' ? 'read' : role;
      return { json: { permission, role_name: role, user: payloads.user(world, person) } };
    },
  ),
  onRepository('GET /repos/{owner}/{repo}/collaborators', 'read', ({ world }, repository) => ({
    page: [...world.people.values()]
      .filter((each) => world.permission(each, repository) !== 'none')
      .map((each) => ({ ...payloads.user(world, each), role_name: world.permission(each, repository) })),
  })),
];

function propertiesOf(values: ReadonlyMap<string, string>): unknown[] {
  return [...values].map(([property_name, value]) => ({ property_name, value }));
}

import type { RepositoryModel } from '../model.ts';
import * as payloads from '../payloads/index.ts';
import { Refused } from '../refused.ts';
import type { World } from '../world.ts';
import { type Call, onOrganisation, onRepository, type Route, texts } from './router.ts';

/** GitHub takes no more repositories at once. */
const REPOSITORIES_LIMIT = 30;

export const PROPERTY_ROUTES: readonly Route[] = [
  onOrganisation('GET /orgs/{org}/properties/schema', 'anyone', ({ world }) => ({
    json: [...world.customProperties].map((name) => schemaJson(world, name)),
  })),
  onOrganisation('PUT /orgs/{org}/properties/schema/{custom_property_name}', 'admin', ({ world, params, body }) => {
    const name = params.custom_property_name ?? '';
    if (body.value_type !== 'string')
      throw new Refused(501, 'Not implemented: the sandbox knows properties of type string alone.');
    world.customProperties.add(name);
    return { json: schemaJson(world, name) };
  }),
  onOrganisation('GET /orgs/{org}/properties/values', 'anyone', ({ world }) => ({
    page: [...world.repositories.values()].map((each) => ({
      repository_id: each.id,
      repository_name: each.name,
      repository_full_name: world.fullName(each),
      properties: valuesJson(each),
    })),
  })),
  onOrganisation('PATCH /orgs/{org}/properties/values', 'anyone', (call) => {
    const { world, body, caller } = call;
    const isAdmin = world.people.get(caller.actor.login.toLowerCase())?.role === 'admin';
    if (caller.kind !== 'installation' && !isAdmin) throw new Refused(403, 'Must be an organization owner.');
    const names = texts(body.repository_names);
    if (names.length === 0 || names.length > REPOSITORIES_LIMIT)
      throw new Refused(422, `Between 1 and ${REPOSITORIES_LIMIT} repositories can be updated at once.`);
    const repositories = names.map((name) => world.repository(world.organization.login, name));
    for (const repository of repositories) setValues(call, repository);
    return { status: 204 };
  }),
  onRepository('GET /repos/{owner}/{repo}/properties/values', 'read', (_, repository) => ({
    json: valuesJson(repository),
  })),
  onRepository('PATCH /repos/{owner}/{repo}/properties/values', 'admin', (call, repository) => {
    setValues(call, repository);
    return { status: 204 };
  }),
];

function setValues({ world, body, caller }: Call, repository: RepositoryModel): void {
  const given = Array.isArray(body.properties)
    ? (body.properties as { property_name: string; value: string | null }[])
    : [];
  const unknown = given.find(({ property_name: name }) => !world.customProperties.has(name));
  if (unknown) throw new Refused(422, `Property '${unknown.property_name}' is not defined in the organization`);
  world.setProperties(repository, new Map(given.map((each) => [each.property_name, each.value])), caller.actor);
}

function schemaJson(world: World, name: string): Record<string, unknown> {
  return {
    property_name: name,
    url: payloads.api(world, `/orgs/${world.organization.login}/properties/schema/${name}`),
    source_type: 'organization',
    value_type: 'string',
    required: false,
    default_value: null,
    description: null,
    allowed_values: null,
    values_editable_by: 'org_actors',
  };
}

function valuesJson({ properties }: RepositoryModel): unknown[] {
  return [...properties].map(([property_name, value]) => ({ property_name, value }));
}

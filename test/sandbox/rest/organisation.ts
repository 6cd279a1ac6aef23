import { expect, test } from 'vitest';
import type { CheckedWorld } from '../../support/checked-world.ts';

const logins = (people: { login: string }[]) => people.map(({ login }) => login);

export function organisation(world: () => CheckedWorld): void {
  const send = (method: string, path: string, body?: unknown, as = 'alice') => world().call({ method, path, body, as });
  const sent = () => world().hooks.deliveries.map(({ event, action }) => [event, action].filter(Boolean).join('.'));

  test('people', async () => {
    expect((await world().get('/user', 'bob')).json).toMatchObject({ login: 'bob', type: 'User' });
    expect((await world().call({ path: '/user', as: null })).status).toBe(401);
    expect((await world().get('/users/alice')).json.name).toBe('Alice Okafor');
    expect((await world().get('/users/nobody')).status).toBe(404);
    expect((await world().get('/orgs/acme')).json.login).toBe('acme');
    expect(logins((await world().get('/orgs/acme/members')).json)).toEqual(['alice', 'bob']);
    expect(logins((await world().get('/orgs/acme/members?role=admin')).json)).toEqual(['alice']);
    expect((await world().get('/orgs/acme/members/bob')).status).toBe(204);
    expect((await world().get('/orgs/acme/members/carol')).status).toBe(404);
    expect((await world().get('/orgs/acme/memberships/alice')).json).toMatchObject({ role: 'admin', state: 'active' });
    expect((await world().get('/orgs/other/members')).status).toBe(404);
  });

  test('teams and who is in them', async () => {
    const membership = '/orgs/acme/teams/platform/memberships';
    expect((await world().get('/orgs/acme/teams')).json).toMatchObject([{ slug: 'platform', parent: null }]);
    expect((await world().get('/orgs/acme/teams/platform')).json).toMatchObject({ members_count: 1, repos_count: 1 });
    expect((await world().get('/orgs/acme/teams/platform/teams')).json).toEqual([]);
    expect((await world().get(`${membership}/alice`)).status).toBe(404);
    expect((await send('PUT', `${membership}/alice`, {}, 'bob')).status).toBe(403);
    expect((await send('PUT', `${membership}/alice`, { role: 'member' })).json).toMatchObject({ state: 'active' });
    expect((await world().get(`${membership}/alice`)).status).toBe(200);
    expect(logins((await world().get('/orgs/acme/teams/platform/members')).json)).toEqual(['bob', 'alice']);
    expect((await send('DELETE', `${membership}/alice`)).status).toBe(204);
    expect((await send('DELETE', `${membership}/alice`)).status).toBe(404);
    expect(sent().slice(-2)).toEqual(['membership.added', 'membership.removed']);
  });

  test('what a team may do in a repository', async () => {
    const access = '/orgs/acme/teams/platform/repos/acme/secret';
    expect((await world().get(access)).status).toBe(404);
    expect((await world().get('/repos/acme/secret', 'bob')).status).toBe(404);
    expect((await send('PUT', access, { permission: 'triage' })).status).toBe(204);
    expect((await world().get('/repos/acme/secret', 'bob')).json.permissions).toMatchObject({
      triage: true,
      push: false,
    });
    expect((await world().get(access)).status).toBe(204);
    const media = { accept: 'application/vnd.github.v3.repository+json' };
    expect((await world().call({ path: access, headers: media })).json).toMatchObject({ role_name: 'triage' });
    const listed = (await world().get('/orgs/acme/teams/platform/repos')).json;
    expect(listed).toMatchObject([
      { name: 'secret', role_name: 'triage' },
      { name: 'tools', role_name: 'write' },
    ]);
    expect((await world().get('/repos/acme/secret/teams')).json).toMatchObject([
      { slug: 'platform', permission: 'triage' },
    ]);
    expect((await send('PUT', access, { permission: 'everything' })).status).toBe(422);
    expect((await send('DELETE', access)).status).toBe(204);
    expect(sent().slice(-3)).toEqual(['team.added_to_repository', 'team_add', 'team.removed_from_repository']);
  });

  test('collaborators and what they may do', async () => {
    const carol = '/repos/acme/secret/collaborators/carol';
    expect((await world().get(carol)).status).toBe(404);
    expect((await send('PUT', carol, { permission: 'maintain' })).status).toBe(204);
    expect((await world().get(carol)).status).toBe(204);
    expect((await world().get(`${carol}/permission`)).json).toMatchObject({
      permission: 'write',
      role_name: 'maintain',
    });
    expect(logins((await world().get('/repos/acme/secret/collaborators')).json)).toEqual(['alice', 'carol']);
    expect(logins((await world().get('/repos/acme/secret/collaborators?affiliation=direct')).json)).toEqual(['carol']);
    expect((await send('DELETE', carol)).status).toBe(204);
    expect((await world().get('/repos/acme/secret', 'carol')).status).toBe(404);
    expect(sent().slice(-2)).toEqual(['member.added', 'member.removed']);
  });

  test('repositories and custom properties', async () => {
    const names = async (as: string) =>
      (await world().get('/orgs/acme/repos', as)).json.map(({ name }: { name: string }) => name);
    expect(await names('alice')).toEqual(['secret', 'tools']);
    expect(await names('bob')).toEqual(['tools']);
    const schema = '/orgs/acme/properties/schema';
    expect((await send('PUT', `${schema}/team`, { value_type: 'string' })).json.property_name).toBe('team');
    expect((await send('PUT', `${schema}/team`, { value_type: 'multi_select' })).status).toBe(501);
    expect((await world().get(schema)).json).toHaveLength(3);
    const values = { repository_names: ['tools'], properties: [{ property_name: 'team', value: 'platform' }] };
    expect((await send('PATCH', '/orgs/acme/properties/values', values)).status).toBe(204);
    expect((await send('PATCH', '/orgs/acme/properties/values', values, 'bob')).status).toBe(403);
    const all = (await world().get('/orgs/acme/properties/values')).json;
    expect(all[1]).toMatchObject({ repository_full_name: 'acme/tools', properties: values.properties });
    const own = '/repos/acme/tools/properties/values';
    expect((await send('PATCH', own, { properties: [{ property_name: 'colour', value: 'red' }] })).status).toBe(422);
    expect((await send('PATCH', own, { properties: [{ property_name: 'team', value: null }] })).status).toBe(204);
    expect((await world().get(own)).json).toEqual([]);
    expect(sent().slice(-2)).toEqual(Array(2).fill('custom_property_values.updated'));
  });
}

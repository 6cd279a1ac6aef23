import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { SAMPLE_ORGANISATION } from '../../src/sandbox/sample/morning.ts';
import { commit, inRegistry } from '../support/release.ts';
import { startWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
afterEach(() => world.close());

const ENTRY = 'packages/@acme/http-client.json';
const NOTES = 'See the changelog.';

function registryFile(path: string) {
  const { git } = world.repository('registry');
  const found = git.find(git.resolve('HEAD') ?? '', path);
  return found ? JSON.parse(git.blob(found.oid).toString('utf8')) : null;
}

async function publish(tag: string, fields: Readonly<Record<string, unknown>> = {}, repository = 'http-client') {
  const release = await world.as('rosa')<{ id: number }>(`POST /repos/acme/${repository}/releases`, {
    tag_name: tag,
    body: NOTES,
    ...fields,
  });
  await world.quiet();
  return release.id;
}

describe('a release', () => {
  test('that is deleted is yanked in the registry, and back when it is published again', async () => {
    world = await startWorld();
    const id = await publish('v1.4.0');
    world.sandbox.requests.clear();
    await world.as('alice')(`DELETE /repos/acme/http-client/releases/${id}`, {});
    await world.quiet();
    expect(registryFile(ENTRY).versions).toMatchObject([{ version: '1.4.0', yanked: 'Its release was withdrawn.' }]);
    expect(world.writes()).toHaveLength(1);
    expect(world.sandbox.requests.ofApp('innkeeper[bot]').length).toBeLessThanOrEqual(5);
    await publish('v1.4.0');
    expect(registryFile(ENTRY).versions).toMatchObject([{ version: '1.4.0', yanked: false }]);
    expect(await world.app.store.deliveries.list({ status: 'failed', limit: 5 })).toEqual([]);
  });

  test('whose notes are edited is asked for again only where it is known', async () => {
    world = await startWorld();
    const id = await publish('v1.4.0');
    world.sandbox.requests.clear();
    await world.as('alice')(`PATCH /repos/acme/http-client/releases/${id}`, { body: `${NOTES} And more.` });
    await world.quiet();
    expect(world.writes()).toEqual([]);
  });

  test('whose tag is moved later is refused and told, and in order again when the tag is back', async () => {
    world = await startWorld();
    const { git } = world.repository('http-client');
    const move = async (sha: string) => {
      await world.as('rosa')('PATCH /repos/acme/http-client/git/refs/tags/v1.4.0', { sha, force: true });
      await world.quiet();
    };
    const refusals = () =>
      [...world.repository('http-client').issues.values()].filter(
        ({ title }) => title === 'Release v1.4.0 was not registered',
      );
    await publish('v1.4.0');
    const registered = git.resolve('v1.4.0') ?? '';
    const before = registryFile(ENTRY);
    commit(world, 'rosa', 'http-client', { 'src/retry.js': 'export {};\n' });
    await move(git.resolve('main') ?? '');
    expect(refusals()).toMatchObject([
      { state: 'open', body: expect.stringContaining('has moved since 1.4.0 was registered') },
    ]);
    expect(registryFile(ENTRY)).toEqual(before);
    await move(registered);
    expect(refusals()).toMatchObject([{ state: 'closed' }]);
    expect(registryFile(ENTRY)).toEqual(before);
  });

  test('of a name that differs by case from a registered one is refused, and the registry stays as it was', async () => {
    world = await startWorld({
      'repositories/registry/packages/@acme/HTTP-client.json': '{ "name": "@acme/HTTP-client", "versions": [] }\n',
    });
    const before = world.repository('registry').git.resolve('HEAD');
    await publish('v1.4.0');
    expect(world.repository('registry').git.resolve('HEAD')).toBe(before);
    const bodies = [...world.repository('http-client').issues.values()].map(({ body }) => body).join('\n');
    expect(bodies).toMatch(/differs from \S+ by case alone/);
  });

  test('that is a prerelease where the policy registers none has a check that says so, and no issue', async () => {
    world = await startWorld({
      'repositories/.github/innkeeper.yml': 'version: 1\nmode: enforce\nregistry: { prereleases: false }\n',
    });
    await publish('v1.5.0-rc.1', { prerelease: true });
    const check = world.repository('http-client').checks.find(({ name }) => name === 'Innkeeper registry');
    expect(check).toMatchObject({ conclusion: 'success', title: expect.stringContaining('is a prerelease') });
    expect(registryFile(ENTRY)).toBeNull();
    const titles = [...world.repository('http-client').issues.values()].map(({ title }) => title);
    expect(titles.filter((title) => title.startsWith('Release'))).toEqual([]);
  });

  test('is proposed once where the policy wants a pull request', async () => {
    world = await startWorld({
      'repositories/.github/innkeeper.yml': 'version: 1\nmode: enforce\nregistry: { mode: pull-request }\n',
    });
    const before = world.repository('registry').git.resolve('HEAD');
    await publish('v1.4.0');
    const pulls = () => [...world.repository('registry').issues.values()].filter(({ pull }) => pull);
    expect(pulls()).toMatchObject([{ title: 'New package: @acme/http-client v1.4.0', state: 'open' }]);
    expect(world.repository('registry').git.resolve('HEAD')).toBe(before);
    const check = world.repository('http-client').checks.find(({ name }) => name === 'Innkeeper registry');
    expect(check).toMatchObject({ conclusion: 'neutral', title: 'Proposed @acme/http-client 1.4.0' });
    const released = world.sandbox.hooks.deliveries.find(({ event }) => event === 'release');
    world.sandbox.hooks.redeliver(released?.id ?? 0);
    await world.quiet();
    expect(pulls()).toHaveLength(1);
  });

  test('of a repository that is renamed stays its own', async () => {
    world = await startWorld();
    await publish('v1.4.0');
    await world.as('rosa')('PATCH /repos/acme/http-client', { name: 'http' });
    await world.quiet();
    expect(registryFile(ENTRY)).toMatchObject({ repository: 'acme/http', url: expect.stringMatching(/acme\/http$/) });
    expect(await world.app.store.deliveries.list({ status: 'failed', limit: 5 })).toEqual([]);
  });

  test('of a repository that is transferred stays its own', async () => {
    world = await startWorld();
    await publish('v1.4.0');
    const entry = { ...registryFile(ENTRY), repository: 'grace/http-client' };
    commit(world, 'alice', 'registry', { [ENTRY]: JSON.stringify(entry) });
    const repository = world.repository('http-client');
    const changes = { owner: { from: { user: { login: 'grace' } } } };
    world.sandbox.world.emit('repository', 'transferred', repository, world.sandbox.world.person('rosa'), { changes });
    await world.quiet();
    expect(registryFile(ENTRY)).toMatchObject({ repository: 'acme/http-client', versions: [{ version: '1.4.0' }] });
  });

  test('of a repository that is archived is marked so, for as long as it is', async () => {
    world = await startWorld();
    await publish('v1.4.0');
    const { topics } = registryFile(ENTRY);
    await world.as('rosa')('PATCH /repos/acme/http-client', { archived: true });
    await world.quiet();
    expect(registryFile(ENTRY)).toMatchObject({ topics: [...topics, 'archived'], versions: [{ yanked: false }] });
    await world.as('rosa')('PATCH /repos/acme/http-client', { archived: false });
    await world.quiet();
    expect(registryFile(ENTRY).topics).toEqual(topics);
  });

  test('of the same commit as a refused one doesn’t hide that in their common check', async () => {
    world = await startWorld();
    const checks = () => world.repository('imaging').checks.filter(({ name }) => name === 'Innkeeper registry');
    const refused = await publish('Imaging@0.9.0', {}, 'imaging');
    await publish('imaging-io@0.8.1', {}, 'imaging');
    expect(registryFile('packages/imaging-io.json')).toMatchObject({ versions: [{ version: '0.8.1' }] });
    const [issue] = [...world.repository('imaging').issues.values()].filter(({ title }) => title.startsWith('Release'));
    expect(checks()).toMatchObject([
      { conclusion: 'failure', title: 'Registered imaging-io 0.8.1; 1 other release of this commit not registered' },
    ]);
    expect(checks()[0]?.summary).toContain(`\`Imaging@0.9.0\`: see #${issue?.number}`);
    await world.as('rosa')(`DELETE /repos/acme/imaging/releases/${refused}`, {});
    await world.as('rosa')(`POST /repos/acme/imaging/check-runs/${checks()[0]?.id}/rerequest`);
    await world.quiet();
    expect(checks().at(-1)).toMatchObject({ conclusion: 'success', title: 'Registered imaging-io 0.8.1' });
  });

  test('is asked for with all others of its commit where their check is asked for again', async () => {
    world = await startWorld();
    await publish('imaging-io@0.8.1', {}, 'imaging');
    await publish('Imaging@0.9.0', {}, 'imaging');
    commit(world, 'alice', 'registry', { 'packages/imaging-io.json': '' });
    const { id } = world.repository('imaging').checks.findLast(({ name }) => name === 'Innkeeper registry') ?? {};
    await world.as('rosa')(`POST /repos/acme/imaging/check-runs/${id}/rerequest`);
    await world.quiet();
    expect(registryFile('packages/imaging-io.json')).toMatchObject({ versions: [{ version: '0.8.1' }] });
  });

  test('whose version file is forged is refused, and nothing is written', async () => {
    world = await startWorld();
    const before = world.repository('registry').git.resolve('HEAD');
    const refusals = () => [...world.repository('http-client').issues.values()].map(({ body }) => body).join('\n');
    const forged = [`{ "version": "1.4.0", "x": "${'x'.repeat(10_000_000)}" }`, '{ "version": "1.4.0" }\0'];
    for (const [index, text] of forged.entries()) {
      commit(world, 'alice', 'http-client', { 'package.json': text });
      await publish(`v1.4.${index}`);
      expect(refusals()).toContain(`package.json can’t be read at v1.4.${index}`);
    }
    expect(world.repository('registry').git.resolve('HEAD')).toBe(before);
  });

  test('of a package that its manifest calls deprecated is marked so in every format, until it isn’t', async () => {
    world = await startWorld({
      'repositories/.github/innkeeper.yml': 'version: 1\nmode: enforce\nregistry: { formats: [catalog, backstage] }\n',
    });
    await publish('v1.4.0');
    const manifest = readFileSync(join(SAMPLE_ORGANISATION, 'repositories/http-client/innersource.yml'), 'utf8');
    const told = `${manifest}deprecated: { reason: Slow., alternative: "@acme/fetch" }\n`;
    commit(world, 'alice', 'http-client', { 'innersource.yml': told });
    await world.quiet();
    expect(registryFile(ENTRY)).toMatchObject({ deprecated: { reason: 'Slow.', alternative: '@acme/fetch' } });
    expect(inRegistry(world, 'catalog/@acme/http-client.yaml')).toContain('lifecycle: deprecated');
    commit(world, 'alice', 'http-client', { 'innersource.yml': 'version: [\n' });
    await world.quiet();
    expect(registryFile(ENTRY)).toHaveProperty('deprecated');
    commit(world, 'alice', 'http-client', { 'innersource.yml': manifest });
    await world.quiet();
    expect(registryFile(ENTRY)).not.toHaveProperty('deprecated');
    expect(inRegistry(world, 'catalog/@acme/http-client.yaml')).toContain('lifecycle: production');
    expect(await world.app.store.deliveries.list({ status: 'failed', limit: 5 })).toEqual([]);
  });

  test('that is deleted while the registry is protected is told to its maintainers', async () => {
    world = await startWorld();
    const id = await publish('v1.4.0');
    world.repository('registry').protected = true;
    await world.as('alice')(`DELETE /repos/acme/http-client/releases/${id}`, {});
    await world.quiet();
    expect(registryFile(ENTRY).versions).toMatchObject([{ yanked: false }]);
    const issues = [...world.repository('http-client').issues.values()].filter(({ body }) =>
      body.startsWith('<!-- innkeeper:withdrawal v1.4.0 -->'),
    );
    expect(issues).toMatchObject([{ state: 'open', title: expect.stringContaining('not in the registry') }]);
  });
});

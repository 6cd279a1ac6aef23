import { afterEach, describe, expect, test } from 'vitest';
import type { ProjectSnapshot } from '../../src/domain/snapshot.ts';
import { startWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
afterEach(() => world.close());

const FIX = { 'src/retry.js': 'export const retrying = (attempt) => attempt();\n' };
/** What is learnt of an organisation, and what its people decide of pull requests. */
const LEARNT = ['policy', 'project', 'owner', 'workload', 'properties', 'property-names', 'reconciled'];
const DECIDED = ['reviewers', 'unasked', 'override'];

const memory = () => world.app.store.memory;
const deliveries = () => world.app.store.deliveries;

async function remembered(kinds: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(kinds.map(async (kind) => ((await memory().list(kind)).length > 0 ? [kind] : [])));
  return found.flat();
}

async function projects(): Promise<readonly string[]> {
  return (await memory().list<ProjectSnapshot>('project')).map(({ repository }) => repository.name);
}

const change = async (action: 'suspend' | 'unsuspend' | 'deleted') => {
  const { world: github } = world.sandbox;
  github.changeInstallation(action, github.person('rosa'));
  await world.quiet();
};

/** Events that were under way when the App was shut out. @returns what became of them */
async function late(): Promise<readonly string[]> {
  const { hooks } = world.sandbox;
  const number = world.sandbox.world.pull(world.repository('http-client'), 1).number;
  const opened = hooks.deliveries.find(({ event, payload }) => event === 'pull_request' && payload.number === number);
  const push = { ref: 'refs/heads/main', after: 'a'.repeat(40), deleted: false, commits: [] };
  const { repository, installation, organization, sender } = opened?.payload ?? {};
  hooks.send('pull_request', { ...opened?.payload, action: 'reopened' }, 'acme/http-client');
  hooks.send('push', { ...push, repository, installation, organization, sender }, 'acme/http-client');
  await world.quiet();
  const [one, other] = await deliveries().list({ limit: 2 });
  return [one, other].map((each) => `${each?.status}: ${each?.outcome}`);
}

describe('an organisation that', { timeout: 60_000 }, () => {
  test('removes the App is forgotten, and what still comes of it ends with the reason, at its first attempt', async () => {
    world = await startWorld();
    expect(await world.propose('dmitri', 'http-client', FIX)).toBe(1);
    await world.app.runTask('reconcile', new Date());
    expect(await remembered(LEARNT)).toEqual(LEARNT);
    await change('deleted');
    expect(await remembered([...LEARNT, ...DECIDED])).toEqual([]);
    expect(await (await fetch(world.app.url)).text()).not.toContain('log-kit');
    world.sandbox.requests.clear();
    for (const outcome of await late()) {
      expect(outcome).toMatch(/^done: .*The App is suspended, or not installed here any more: /);
    }
    expect(await deliveries().list({ status: 'failed', limit: 10 })).toEqual([]);
    expect(await deliveries().open()).toBe(0);
    expect(world.sandbox.requests.all.length).toBeLessThanOrEqual(12);
    expect(await world.app.runTask('reconcile', new Date())).toBe('0 pull requests to evaluate');
  });

  test('suspends the App is forgotten but for its people’s decisions, and learnt anew when it lets it in', async () => {
    world = await startWorld();
    const number = await world.propose('dmitri', 'http-client', FIX);
    const before = await projects();
    await change('suspend');
    expect(await remembered(LEARNT)).toEqual([]);
    expect(await remembered(DECIDED)).toEqual(['reviewers']);
    for (const outcome of await late()) expect(outcome).toMatch(/^done: .*This installation has been suspended/);
    const unheard = await world.propose('dmitri', 'http-client', { 'src/more.js': 'export {};\n' });
    await change('unsuspend');
    expect(await projects()).toEqual(before);
    await world.app.runTask('reconcile', new Date());
    await world.quiet();
    expect(world.check('http-client', unheard)?.conclusion).toBe('success');
    expect(world.check('http-client', number)?.conclusion).toBe('success');
    expect(await deliveries().list({ status: 'failed', limit: 10 })).toEqual([]);
  });
});

describe('a repository that', { timeout: 60_000 }, () => {
  test('is deleted, renamed or taken from the App is forgotten, and those whose names begin alike are not', async () => {
    const org = `organization: acme\nmembers: { rosa: { role: admin } }
repositories: { tool: {}, tool-kit: {}, gone: {}, gone-not: {}, old: {} }\n`;
    const manifest = 'version: 1\ntier: prototype\nowners: ["@rosa"]\n';
    const names = ['tool', 'tool-kit', 'gone', 'gone-not', 'old'];
    world = await startWorld({
      'org.yml': org,
      ...Object.fromEntries(names.map((name) => [`repositories/${name}/innersource.yml`, manifest])),
    });
    expect(await projects()).toEqual(expect.arrayContaining(names));
    const rosa = world.as('rosa');
    await rosa('DELETE /repos/acme/tool', {});
    await rosa('PATCH /repos/acme/old', { name: 'new' });
    const { hooks, world: github } = world.sandbox;
    const account = { login: 'acme' };
    const repositories_removed = [{ name: 'gone', full_name: 'acme/gone' }];
    const removal = { action: 'removed', installation: { ...github.installation, account }, repositories_removed };
    hooks.send('installation_repositories', removal, null);
    await world.quiet();
    const known = await projects();
    expect(known).toEqual(expect.arrayContaining(['tool-kit', 'gone-not', 'new']));
    for (const name of ['tool', 'gone', 'old']) expect(known).not.toContain(name);
    expect(await deliveries().list({ status: 'failed', limit: 10 })).toEqual([]);
  });
});

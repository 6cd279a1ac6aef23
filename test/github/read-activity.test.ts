import { afterEach, expect, test } from 'vitest';
import { createClient } from '../../src/github/client.ts';
import { readProject } from '../../src/github/read-project.ts';
import { type SmallWorld, startSmallWorld } from '../support/small-world.ts';

let world: SmallWorld;
afterEach(() => world.close());

const DAY_MS = 86_400_000;

/** What one request tells of a repository. @param days from now on */
async function read(name: string, days = 0) {
  const client = createClient(
    { token: world.tokenOf('alice') },
    { baseUrl: `${world.url}/api/v3`, now: () => new Date() },
  );
  const now = new Date(Date.now() + days * DAY_MS);
  const asked = { repository: { owner: 'acme', name }, appId: 1, check: 'check', marker: '<!-- marker -->', now };
  return (await readProject(client, asked))?.activity;
}

test('a repository’s activity comes with all else that is known of it', async () => {
  world = await startSmallWorld();
  await world.post('/repos/acme/tools/issues', { title: 'One' });
  await world.post('/repos/acme/tools/issues', { title: 'Two' });
  await world.call({ method: 'PATCH', path: '/repos/acme/tools/issues/1', body: { state: 'closed' } });
  const { json } = await world.get('/repos/acme/tools');
  const commits = (await world.get('/repos/acme/tools/commits')).json.length;
  expect(commits).toBeGreaterThan(0);
  expect(await read('tools')).toEqual({
    id: json.id,
    stars: 0,
    forks: 0,
    subscribers: 0,
    openIssues: 1,
    created: json.created_at,
    updated: json.updated_at,
    pushed: json.pushed_at,
    language: null,
    weeklyCommits: commits / 13,
  });
  expect(await read('tools', 92)).toMatchObject({ weeklyCommits: 0 });
});

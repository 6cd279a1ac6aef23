import { afterAll, beforeAll, expect, test } from 'vitest';
import { API_SCHEMAS } from '../../src/portal/api.ts';
import { startWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;

/** A promise of a day that was due now, and was answered so many hours after it was asked for; never where they are `null`. */
async function promised(repository: string, number: number, hours: number | null): Promise<void> {
  const due = Date.now();
  const since = due - 24 * 3_600_000;
  const at = (time: number) => new Date(time).toISOString();
  const answeredAt = hours === null ? null : at(since + hours * 3_600_000);
  const value = { repository: `acme/${repository}`, number, since: at(since), due: at(due), answeredAt };
  await world.app.store.memory.put('answer', `acme/${repository}#${number};${at(since)}`, value);
}

/** dicom-bridge is private to imaging and instruments (erin, not grace). */
beforeAll(async () => {
  world = await startWorld();
  await promised('http-client', 90, 3);
  await promised('http-client', 91, 30);
  await promised('imaging', 92, null);
  await promised('dicom-bridge', 93, 5);
  const number = await world.propose('erin', 'http-client', { 'src/jitter.js': 'x\n' });
  await world.as('alice')(`PUT /repos/acme/http-client/pulls/${number}/merge`, {});
  await world.quiet();
}, 60_000);
afterAll(() => world.close());

const get = (path: string, login: string | null = null) =>
  fetch(new URL(path, world.app.url), {
    headers: login ? { authorization: `Bearer ${world.sandbox.tokenOf(login)}` } : {},
  });
const figures = async (login: string | null = null) =>
  API_SCHEMAS.insights.parse(await (await get('/api/v1/insights', login)).json());

test('promises kept and broken, response times and contributions are figures, by month, team and project', async () => {
  const { total, months, teams, projects, complete } = await figures();
  // The merge of the contribution is an answer too: its promise, due in two days, may belong to the next month.
  expect(total.broken).toBe(2);
  expect(complete).toBe(true);
  expect(months).toHaveLength(12);
  expect(months.at(-1)).toMatchObject({ month: new Date().toISOString().slice(0, 7), contributions: 1 });
  const client = projects.find(({ repository }) => repository === 'acme/http-client');
  expect(client).toMatchObject({ broken: 1, contributions: 1, p90Hours: 30 });
  const { name, repository, ...same } = client ?? { name: '', repository: '' };
  expect(teams).toContainEqual({ team: '@acme/platform', ...same });
});

test('what happened in a private project is told to those whom GitHub shows it to', async () => {
  const told = async (login: string | null) => (await figures(login)).projects.map(({ repository }) => repository);
  expect(await told(null)).not.toContain('acme/dicom-bridge');
  expect(await told('erin')).toContain('acme/dicom-bridge');
  expect(await (await get('/insights', 'grace')).text()).not.toContain('dicom-bridge');
  const [all, some] = [await figures('erin'), await figures('grace')];
  expect(all.total.kept - some.total.kept).toBe(1);
});

test('people read the same, in tables whose bars screen readers pass over', async () => {
  const page = await (await get('/insights')).text();
  const row = page.match(/<tr>\s*<th scope="row"><a href="\/projects\/http-client">.*?<\/tr>/s)?.[0] ?? '';
  expect(row).toMatch(/data-label="Broken"[^>]*>1</);
  expect(row).toContain('30 hours');
  expect(row).toContain('<svg class="bar" height="14" aria-hidden="true">');
  expect(page).not.toMatch(/<script| style=/);
  expect(page).not.toMatch(/\berin\b|\balice\b/);
});

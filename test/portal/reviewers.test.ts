import fc from 'fast-check';
import { Hono } from 'hono';
import { html } from 'hono/html';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { code } from '../../src/messages/escape.ts';
import { withCode } from '../../src/portal/views/text.ts';
import { startWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
let open: number;
let hidden: number;

/** dicom-bridge is private to imaging and instruments (erin, not grace). */
beforeAll(async () => {
  world = await startWorld();
  open = await world.propose('erin', 'http-client', { 'src/jitter.js': 'x\n' }, { title: '<script>`1`</script>' });
  hidden = await world.propose('erin', 'dicom-bridge', { 'README.md': '# Bridge\n' }, { title: 'Rename the bridge' });
}, 60_000);
afterAll(() => world.close());

const get = (path: string, login: string | null = null) =>
  fetch(new URL(path, world.app.url), {
    headers: login ? { authorization: `Bearer ${world.sandbox.tokenOf(login)}` } : {},
  });
const page = async (...asked: Parameters<typeof get>) => (await get(...asked)).text();

/** What people read of a page or a comment: no tags, no fences. */
const words = (text: string) =>
  text
    .replace(/<[^>]*>|`/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

test('a pull request’s page says of its reviewers what the checklist says', async () => {
  const checklist = world.issue('http-client', open).comments[0]?.body ?? '';
  const rows = [...checklist.matchAll(/^\| `(\w+)` \| (.*) \|$/gm)];
  expect(rows.length).toBeGreaterThan(0);
  const shown = words(await page(`/projects/http-client/pulls/${open}`));
  for (const [, who = '', why = ''] of rows) expect(shown).toContain(`${who} ${words(why)}`);
  const passedOver = /Passed over: .*\./.exec(checklist)?.[0] ?? '';
  expect(passedOver).toContain('hugo');
  expect(shown).toContain(words(passedOver));
});

test('the project’s page names its open pull requests and whom they wait for, and other people’s text stays text', async () => {
  const [reviewer = ''] = world.issue('http-client', open).pull?.requestedUsers ?? [];
  const shown = await page('/projects/http-client');
  expect(shown).toContain(`href="/projects/http-client/pulls/${open}"`);
  expect(words(shown)).toContain(`&lt;script&gt; 1 &lt;/script&gt; ${reviewer}`);
  for (const path of ['/projects/http-client', `/projects/http-client/pulls/${open}`])
    expect(await page(path)).not.toContain('<script');
});

test('a private project’s pull requests are shown to those whom GitHub shows it to', async () => {
  const seen = async (login: string | null) => (await get(`/projects/dicom-bridge/pulls/${hidden}`, login)).status;
  expect([await seen(null), await seen('grace'), await seen('erin')]).toEqual([404, 404, 200]);
  const missing = await page(`/projects/dicom-bridges/pulls/${hidden}`, 'grace');
  expect(await page(`/projects/dicom-bridge/pulls/${hidden}`, 'grace')).toBe(missing);
});

test.each(['0', '999', '1e0', '01', '9'.repeat(40), 'x'])('there is no pull request %s', async (number) => {
  expect((await get(`/projects/http-client/pulls/${number}`)).status).toBe(404);
});

test('a pull request that is closed is no longer shown', async () => {
  const number = await world.propose('erin', 'http-client', { 'src/closed.js': 'x\n' });
  expect((await get(`/projects/http-client/pulls/${number}`)).status).toBe(200);
  await world.as('alice')(`PATCH /repos/acme/http-client/pulls/${number}`, { state: 'closed' });
  await world.quiet();
  expect((await get(`/projects/http-client/pulls/${number}`)).status).toBe(404);
  expect(await page('/projects/http-client')).not.toContain(`pulls/${number}"`);
});

test('whatever stands in code comes out as it went in', async () => {
  const app = new Hono().post('/', async (context) => context.html(html`${withCode(await context.req.text())}`));
  // Of several spaces at the ends one goes, as on GitHub; what is cut at its end is another matter.
  const names = fc.string({ unit: fc.constantFrom('`', '<', '&', 'a', '*', '@'), minLength: 1, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(names, names, async (one, other) => {
      const body = `owns ${code(one)} and ${code(other)}.`;
      const shown = await (await app.request('/', { method: 'POST', body })).text();
      const escaped = (name: string) => name.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
      expect(shown).toBe(`owns <code>${escaped(one)}</code> and <code>${escaped(other)}</code>.`);
    }),
  );
});

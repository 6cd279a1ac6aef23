import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SmallWorld, startSmallWorld } from '../support/small-world.ts';

let world: SmallWorld;
beforeAll(async () => {
  world = await startSmallWorld({ files: { 'repositories/tools/docs/a b.md': '<b>& more</b>\n' } });
});
afterAll(() => world.close());

const page = (path: string) => world.call({ path: `${world.url}${path}`, as: null });

describe('the pages that links in comments and in the portal lead to', () => {
  test('every file of a repository has one, and its text is no markup there', async () => {
    const { text } = await page('/acme/tools');
    const links = [...text.matchAll(/href="(\/acme\/tools\/blob\/[^"]+)"/g)].map(([, href]) => href ?? '');
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) expect((await page(link)).status, link).toBe(200);
    expect((await page('/acme/tools/blob/main/docs/a%20b.md')).text).toContain('&lt;b&gt;&amp; more&lt;/b&gt;');
  });

  test.each(['/acme/tools/pulls', '/acme/tools/issues'])('%s lists what is open', async (path) => {
    const { status, text } = await page(path);
    expect([status, text.includes('Pull requests and issues')]).toEqual([200, true]);
  });

  test('what is not in the tree, or is a folder, has none', async () => {
    expect((await page('/acme/tools/blob/main/nowhere.md')).status).toBe(404);
    expect((await page('/acme/tools/blob/main/docs')).status).toBe(404);
  });
});

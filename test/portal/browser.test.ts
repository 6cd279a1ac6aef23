import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserPresent, startBrowser } from '../support/browser.ts';
import { startWorld, type TestWorld } from '../support/world.ts';

const SLOW = 120_000;

describe.skipIf(!browserPresent)('in Chromium, the portal', { timeout: SLOW }, () => {
  let world: TestWorld;
  let browser: Browser;
  let pages: readonly string[];

  beforeAll(async () => {
    world = await startWorld();
    const number = await world.propose('erin', 'http-client', { 'src/jitter.js': 'x\n' });
    const due = new Date().toISOString();
    const answer = { repository: 'acme/http-client', number: 90, since: due, due, answeredAt: due };
    await world.app.store.memory.put('answer', 'acme/http-client#90;', answer);
    pages = ['/', '/projects/http-client', `/projects/http-client/pulls/${number}`, '/insights', '/policy', '/nowhere'];
    browser = await startBrowser();
  }, SLOW);
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  test.each([
    { width: 320, colorScheme: 'light' },
    { width: 390, colorScheme: 'dark' },
    { width: 1280, colorScheme: 'light' },
    { width: 1280, colorScheme: 'dark' },
  ] as const)('fits $width pixels in $colorScheme, is accessible, and is refused nothing', async (how) => {
    const { width, colorScheme } = how;
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme, baseURL: world.app.url });
    for (const path of pages) {
      const complaints = complaintsOf(page);
      await page.goto(path);
      expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBeLessThanOrEqual(width);
      expect(await barriersOf(page), path).toEqual([]);
      expect(complaints, path).toEqual([]);
    }
    await page.close();
  });

  test('is used by keyboard: past the menu, to a search, and into and out of a log-in', async () => {
    const page = await browser.newPage({ baseURL: world.app.url });
    const tabTo = async (role: 'link' | 'searchbox' | 'button', name: string | RegExp) => {
      const wanted = page.getByRole(role, { name });
      const focused = wanted.and(page.locator(':focus'));
      for (let step = 0; step < 30 && (await focused.count()) === 0; step += 1) await page.keyboard.press('Tab');
      expect(await focused.count(), `${role} ${name} is reached`).toBe(1);
      expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).not.toBe('none');
    };
    const enter = async () => {
      await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    };
    await page.goto('/');
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').textContent()).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    await tabTo('searchbox', /./);
    await page.keyboard.type('imaging');
    await enter();
    expect(await page.locator('tbody tr').count()).toBe(1);

    await page.goto('/login');
    await tabTo('link', 'alice');
    await enter();
    await page.goto('/login');
    expect(await page.locator('h1').textContent()).toBe('You are logged in as alice');
    await tabTo('button', 'Log out');
    await enter();
    await page.goto('/deliveries');
    expect(new URL(page.url()).origin).toBe(world.sandbox.url);
    await page.close();
  });
});

/** What the page is refused, or fails in, from here on; that a page isn't found is what it is asked for. */
function complaintsOf(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.removeAllListeners();
  page.on('console', (message) => {
    if (message.type() === 'error' && !/404/.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', ({ message }) => complaints.push(message));
  return complaints;
}

/** What stands in the way of people who see, hear or move otherwise. @see https://github.com/dequelabs/axe-core */
async function barriersOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>('axe.run()');
  return violations.flatMap(({ help, nodes }) => nodes.map(({ html }) => `${help}: ${html}`));
}

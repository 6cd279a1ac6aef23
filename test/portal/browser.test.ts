import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, hasBrowser, startBrowser } from '../support/browser.ts';
import { startWorld, type TestWorld } from '../support/world.ts';

const SLOW = 120_000;

/** Roles of what people act on: each has to say what it is for. */
const CONTROLS = ['button', 'link', 'searchbox', 'textbox', 'combobox'];

describe.skipIf(!hasBrowser())('in a browser, the portal', { timeout: SLOW }, () => {
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
    await browser.close();
    await world.close();
  });

  const problems = () =>
    browser.evaluate<Readonly<Record<string, unknown>>>(`(() => {
      const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
      const levels = [...document.querySelectorAll('h1, h2, h3, h4')].map(({ tagName }) => Number(tagName[1]));
      return {
        wider: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        sameIds: ids.length - new Set(ids).size,
        firstHeading: levels[0],
        skippedLevels: levels.filter((level, index) => index > 0 && level > levels[index - 1] + 1).length,
      };
    })()`);

  test('fits every width, light and dark, says what each control is for, and loads nothing it may not', async () => {
    for (const page of pages) {
      for (const [width, dark] of [
        [320, false],
        [390, true],
        [1280, false],
      ] as const) {
        await browser.open(new URL(page, world.app.url).href, { width, dark });
        const at = `${page} at ${width}`;
        expect(await problems(), at).toEqual({ wider: 0, sameIds: 0, firstHeading: 1, skippedLevels: 0 });
        const unnamed = (await browser.accessible()).filter(({ role, name }) => CONTROLS.includes(role) && !name);
        expect(unnamed, at).toEqual([]);
        const refused = browser.complaints().filter((each) => !/404/.test(each));
        expect(refused, at).toEqual([]);
      }
    }
  });

  test('is used by keyboard: past the menu, to a search, and out of a log-in', async () => {
    const focused = () => browser.evaluate<string>('document.activeElement.textContent || document.activeElement.name');
    const tabTo = async (wanted: string) => {
      for (let step = 0; step < 20 && (await focused()) !== wanted; step += 1) await browser.press('Tab');
      expect(await focused()).toBe(wanted);
      expect(await browser.evaluate('getComputedStyle(document.activeElement).outlineStyle')).not.toBe('none');
    };
    const go = async () => {
      const done = browser.loaded();
      await browser.press('Enter');
      await done;
    };
    await browser.open(world.app.url, { width: 1280, dark: false });
    await browser.press('Tab');
    expect(await focused()).toBe('Skip to the content');
    await browser.press('Enter');
    await tabTo('q');
    await browser.evaluate('document.activeElement.value = "imaging"');
    await go();
    expect(await browser.evaluate('document.querySelectorAll("tbody tr").length')).toBe(1);
    await browser.open(new URL('/login', world.app.url).href, { width: 1280, dark: false });
    await tabTo('alice');
    await go();
    await browser.open(new URL('/login', world.app.url).href, { width: 1280, dark: false });
    expect(await browser.evaluate('document.querySelector("h1").textContent')).toBe('You are logged in as alice');
    await tabTo('Log out');
    await go();
    await browser.open(new URL('/deliveries', world.app.url).href, { width: 1280, dark: false });
    expect(await browser.evaluate('location.origin')).toBe(world.sandbox.url);
  });
});

import { expect, test } from 'vitest';
import { loadRegistry } from '../support/registry-load.ts';

// Whole in CI, where it takes a minute; `npm run bench:registry -- --releases 1000` prints its figures.
const RELEASES = process.env.CI ? 1000 : 200;
const PACKAGES = RELEASES / 2;
const KILLS = process.env.CI ? 3 : 1;

test(`${RELEASES} releases of ${PACKAGES} packages at once, while a person pushes, answers are lost and the App is killed: each is there, once`, {
  timeout: 600_000,
}, async () => {
  const chances = { kills: KILLS, lostAnswers: 0.05, latencyMs: 20 };
  const figures = await loadRegistry({ releases: RELEASES, packages: PACKAGES, ...chances });
  expect(figures).toMatchObject({ missing: [], twice: [], unchecked: [], mergeCommits: 0 });
  expect(figures.pushesKept).toBe(figures.pushes);
  expect(figures.conflicts).toBeGreaterThan(0);
  expect(figures.commits).toBeLessThan(RELEASES / 3);
  expect(figures.requests / RELEASES).toBeLessThan(3.5);
});

test('12 releases of 6 packages by pull request, the App killed twice: each is merged, once, and told', {
  timeout: 240_000,
}, async () => {
  const keys = 'mode: pull-request, waiting: { new-package: 0 }';
  const figures = await loadRegistry({ releases: 12, packages: 6, kills: 2, lostAnswers: 0.1, latencyMs: 20, keys });
  expect(figures).toMatchObject({ missing: [], twice: [], unchecked: [], mergeCommits: 0 });
  expect(figures.pushesKept).toBe(figures.pushes);
  expect(figures.commits).toBe(12);
});

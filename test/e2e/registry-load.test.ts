import { expect, test } from 'vitest';
import { loadRegistry } from '../support/registry-load.ts';

const RELEASES = 200;

// `npm run bench:registry -- --releases 1000` does the same at full size.
test(`${RELEASES} releases of 100 packages at once, while a person pushes, answers are lost and the App is killed: each is there, once`, {
  timeout: 240_000,
}, async () => {
  const figures = await loadRegistry({ releases: RELEASES, packages: 100, kills: 1, lostAnswers: 0.05, latencyMs: 20 });
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

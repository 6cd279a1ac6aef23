import { readdirSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { expect, test } from 'vitest';
import type { Feature } from '../../src/handlers/feature.ts';
import { FEATURES } from '../../src/handlers/index.ts';

test('every feature is in the list, and its file has its name', async () => {
  const files = readdirSync('src/handlers', { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const found = await Promise.all(
    files.map(async (file) => {
      const exported: Record<string, unknown> = await import(resolve('src/handlers', file));
      return Object.values(exported)
        .filter(isFeature)
        .map((feature) => ({ file: basename(file, '.ts'), feature }));
    }),
  );
  for (const { file, feature } of found.flat()) expect(file).toBe(feature.name);
  expect(
    found
      .flat()
      .map(({ feature }) => feature.name)
      .sort(),
  ).toEqual(FEATURES.map(({ name }) => name).sort());
});

function isFeature(value: unknown): value is Feature {
  return typeof value === 'object' && value !== null && 'prepare' in value && 'on' in value;
}

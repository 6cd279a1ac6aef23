import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { REGISTRY_RULES } from '../../src/registry/rules/index.ts';
import { VERSION_FILES } from '../../src/registry/version-files/index.ts';

const page = readFileSync('docs/registry.md', 'utf8');

test('the page for maintainers names every rule, in the order in which they are judged', () => {
  const list = /<!-- rules -->([\s\S]*)<!-- \/rules -->/.exec(page)?.[1] ?? '';
  expect([...list.matchAll(/`([^`]+)`/g)].map(([, id]) => id)).toEqual(REGISTRY_RULES.map(({ id }) => id));
});

test.each(VERSION_FILES.map(({ file }) => file))('the page for maintainers names %s', (file) => {
  expect(page).toContain(`\`${file}\``);
});

import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { REGISTRY_RULES } from '../../src/registry/rules/index.ts';
import { RULES } from '../../src/rules/index.ts';
import { PULL_REQUEST_RULES } from '../../src/rules/pull-request/index.ts';

/** Files of the folders that are no rules. */
const MACHINERY = ['index', 'rule', 'evaluate'];

const LISTS = [
  { folder: 'src/rules', rules: RULES },
  { folder: 'src/rules/pull-request', rules: PULL_REQUEST_RULES },
  { folder: 'src/registry/rules', rules: REGISTRY_RULES },
] as const;

describe.each(LISTS)('$folder', ({ folder, rules }) => {
  test('every rule file is in the list, under its own name', () => {
    const files = readdirSync(folder)
      .filter((name) => name.endsWith('.ts'))
      .map((name) => name.replace('.ts', ''))
      .filter((name) => !MACHINERY.includes(name));
    expect(rules.map(({ id }) => id).sort()).toEqual(files.sort());
  });

  test.each([...rules])('$id says what it checks, why, and how to mend it, and describes its options', (rule) => {
    for (const words of Object.values(rule.help)) expect(words).toMatch(/^.{10,}\.$/s);
    expect(rule.options.safeParse({}).success).toBe(true);
    for (const schema of Object.values(rule.options.shape))
      expect((schema as { description?: string }).description).toBeTruthy();
  });
});

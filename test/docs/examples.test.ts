import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseManifest, parsePolicy } from '../../src/config/files.ts';
import { policySchema } from '../../src/config/policy.ts';

const pages = ['README.md', ...readdirSync('docs').flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : []))];
/** Policies and manifests alone: both name their version. */
const examples = pages.flatMap((page) =>
  [...readFileSync(page, 'utf8').matchAll(/```yaml\n([\s\S]*?)```/g)]
    .map(([, text = ''], index) => ({ page, index: index + 1, text }))
    .filter(({ text }) => /^version: 1$/m.test(text))
    .map((example) => ({
      ...example,
      isManifest: /innersource\.schema|^(?:type|tier|owners|packages):/m.test(example.text),
    })),
);

describe('the examples that people copy', () => {
  test.each(examples)('$page, example $index is in order', ({ text, isManifest }) => {
    const { problems } = isManifest ? parseManifest('innersource.yml', text) : parsePolicy('innkeeper.yml', text);
    expect(problems).toEqual([]);
  });

  test('show every key at the top of the policy, and each that a rule’s `where` may have', () => {
    const policies = examples.filter(({ page, isManifest }) => page === 'docs/policy.md' && !isManifest);
    const shown = new Set(policies.flatMap(({ text }) => Object.keys(parse(text))));
    expect([...shown].sort()).toEqual(Object.keys(policySchema.shape).sort());
    const wheres = policies.flatMap(({ text }) =>
      [...text.matchAll(/where: \{(.*?)\}/g)].map(([, inside = '']) => inside),
    );
    for (const key of ['tier', 'type', 'repository', 'topic', 'visibility'])
      expect(
        wheres.some((inside) => inside.includes(`${key}:`)),
        key,
      ).toBe(true);
  });
});

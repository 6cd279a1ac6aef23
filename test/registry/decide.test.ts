import { describe, expect, test } from 'vitest';
import { decide } from '../../src/registry/decide.ts';
import { formatEntry, parseEntry } from '../../src/registry/formats/catalog/entry.ts';
import { catalog } from '../../src/registry/formats/catalog/index.ts';
import { candidate, registered, strictPolicy } from '../support/candidate.ts';

describe('a version enters the registry', () => {
  test('when all rules hold, with its entry', () => {
    expect(decide(candidate({ registered: registered() }), strictPolicy())).toMatchObject({
      kind: 'accepted',
      registration: {
        entry: {
          name: 'http-client',
          tier: 'tooling',
          versions: [{ version: '1.2.3' }, { version: '1.3.0', tag: 'v1.3.0' }],
        },
      },
    });
  });

  test.each(['name-taken', 'name', 'file-names', 'manifest'])('but not because a policy switched %s off', (rule) => {
    const policy = strictPolicy();
    const off = {
      ...policy,
      registryRules: policy.registryRules.map((each) => ({ ...each, level: 'off' as const })),
    };
    const bad = {
      'name-taken': { known: ['HTTP-client'] },
      name: { package: { name: '/outside', path: '.' } },
      'file-names': { tree: null },
      manifest: { manifestProblems: [{ file: 'innersource.yml', line: 1, column: 1, message: 'Bad.' }] },
    }[rule];
    expect(decide(candidate(bad), off)).toMatchObject({ kind: 'refused', refusals: [{ rule }] });
  });

  test('twice without a difference', () => {
    const first = decide(candidate(), strictPolicy());
    if (first.kind !== 'accepted') throw new Error('refused');
    const text = formatEntry(first.registration.entry);
    const again = decide(candidate({ registered: parseEntry(text) }), strictPolicy());
    if (again.kind !== 'accepted') throw new Error('refused');
    expect(catalog.write(again.registration, new Map([['packages/http-client.json', text]]))).toEqual([]);
  });
});

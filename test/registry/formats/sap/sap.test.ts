import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sap } from '../../../../src/registry/formats/sap/index.ts';
import { entries, registration, version, written } from '../../../support/registration.ts';

const PATH = 'sap/imaging-io.json';
const versions = [version('1.0.0', { released: '2026-02-03T04:05:06Z' }), version('1.1.0')];
const one = registration({ name: 'imaging-io', ecosystem: 'python', versions });

describe('the element of repos.json', () => {
  test('of a package', async () => {
    const files = written(sap, [one]);
    await expect(files.get(PATH)).toMatchFileSnapshot('golden/first.txt');
    expect([...files.keys()]).toEqual([PATH]);
  });

  test('keeps what others counted and wrote', () => {
    const before = JSON.stringify({
      stargazers_count: 12,
      default_branch: 'main',
      extra: true,
      _InnerSourceMetadata: { score: 310, participation: [1, 2], logo: './logo.png', motivation: 'Fewer readers.' },
    });
    const files = written(sap, [one], new Map([[PATH, before]]));
    expect(JSON.parse(files.get(PATH) ?? '')).toMatchObject({
      name: 'imaging',
      stargazers_count: 12,
      default_branch: 'main',
      extra: true,
      _InnerSourceMetadata: {
        title: 'Imaging I/O',
        score: 310,
        participation: [1, 2],
        logo: './logo.png',
        motivation: 'Fewer readers.',
      },
    });
  });

  test('of a remote that is no web address has no picture', () => {
    const plain = registration({ name: 'imaging-io', url: 'git@git.example:acme/imaging', versions });
    expect(JSON.parse(written(sap, [plain]).get(PATH) ?? '').owner).toEqual({ login: 'acme', avatar_url: '' });
  });

  test('has another number for another package of the same repository', () => {
    const other = registration({ name: 'imaging-ui', versions });
    const ids = [...written(sap, [one]).values(), ...written(sap, [other]).values()].map((text) => JSON.parse(text).id);
    expect(new Set(ids).size).toBe(2);
    expect(ids.every((id) => Number.isInteger(id) && id > 0)).toBe(true);
  });

  test('says again what it was told, and writing twice changes nothing', () => {
    const names = fc.stringMatching(/^(?:@[a-z0-9][a-z0-9._-]{0,5}\/)?[A-Za-z0-9][A-Za-z0-9._-]{0,8}$/);
    fc.assert(
      fc.property(entries('generic', names, fc.constant), (each) => {
        const files = written(sap, [each]);
        const project = JSON.parse(files.get(`sap/${each.entry.name}.json`) ?? '');
        expect(project).toMatchObject({
          full_name: each.entry.repository,
          description: each.entry.description ?? '',
          _InnerSourceMetadata: { title: each.entry.title ?? each.entry.name, topics: each.entry.topics },
        });
        expect(written(sap, [each], files)).toEqual(files);
      }),
    );
  });
});

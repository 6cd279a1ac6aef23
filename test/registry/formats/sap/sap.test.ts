import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sap } from '../../../../src/registry/formats/sap/index.ts';
import { activityOf } from '../../../support/activity.ts';
import { entries, registration, treeOf, version, written } from '../../../support/registration.ts';

const PATH = 'sap/imaging-io.json';
const versions = [version('1.0.0', { released: '2026-02-03T04:05:06Z' }), version('1.1.0')];
const one = registration({ name: 'imaging-io', ecosystem: 'python', versions });

const activity = { ...activityOf(), score: 310 };
const counted = { entry: one.entry, candidate: { ...one.candidate, activity } };
const inFolder = registration({ name: 'imaging-io', path: 'io', ecosystem: 'python', versions });

describe('the element of repos.json', () => {
  test('of a package', async () => {
    const files = written(sap, [one]);
    await expect(files.get(PATH)).toMatchFileSnapshot('golden/first.txt');
    expect([...files.keys()]).toEqual([PATH]);
  });

  test('of a package whose repository’s activity is known', async () => {
    const files = written(sap, [counted], new Map([[PATH, JSON.stringify({ id: 1, stargazers_count: 2 })]]));
    await expect(files.get(PATH)).toMatchFileSnapshot('golden/counted.txt');
  });

  test('says of a repository’s activity what was last known of it', () => {
    const files = written(sap, [counted]);
    expect(written(sap, [one], files)).toEqual(files);
    expect(sap.verify?.(treeOf(Object.fromEntries(files)), [one.entry])).toEqual([]);
  });

  test('moves its dates on with a version that is registered on a checkout', () => {
    const early = version('0.9.0', { released: '2025-01-01T00:00:00Z' });
    const late = version('1.2.0', { released: '2026-12-01T00:00:00Z' });
    const next = registration({ name: 'imaging-io', versions: [early, ...versions, late] });
    expect(JSON.parse(written(sap, [counted, next]).get(PATH) ?? '')).toMatchObject({
      created_at: early.released,
      updated_at: late.released,
      pushed_at: late.released,
      stargazers_count: 12,
    });
  });

  test('has a number and a language of its own where the package is in a folder', () => {
    const candidate = { ...inFolder.candidate, activity };
    const told = JSON.parse(written(sap, [{ ...inFolder, candidate }]).get(PATH) ?? '');
    expect(told).toMatchObject({ language: 'Python', stargazers_count: 12 });
    expect(told.id).toBe(JSON.parse(written(sap, [inFolder]).get(PATH) ?? '').id);
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

import { describe, expect, test } from 'vitest';
import { isWorkingTime, whoRests, worksFrom } from '../../src/reviewers/hours.ts';
import { shortlist } from '../../src/reviewers/shortlist.ts';
import { changedInterfaces, dependentWishes, wishesOf } from '../../src/reviewers/wishes.ts';

describe('wishes', () => {
  const groups = [{ paths: ['src/security/**', '.github/**'], from: '@acme/security', count: 2 }];
  const project = { owners: ['@acme/platform'], packages: [{ name: 'http', path: '.' }] };
  const wishes = ({ paths = ['src/a.ts'], domain }: { paths?: string[]; domain?: string }) =>
    wishesOf(
      { project: { ...project, ...(domain ? { domain } : {}) }, paths },
      { groups, experts: { imaging: '@acme/physics' } },
    );

  test('a group is wished for where a changed file lies under its paths, hidden ones too', () => {
    expect(wishes({})).toEqual([]);
    expect(wishes({ paths: ['src/security/key.ts'] })).toMatchObject([{ from: ['@acme/security'], count: 2 }]);
    expect(wishes({ paths: ['.github/workflows/.ci.yml'] })).toHaveLength(1);
  });

  test('an expert is wished for where the manifest names the domain', () => {
    expect(wishes({ domain: 'imaging' })).toMatchObject([{ from: ['@acme/physics'], count: 1 }]);
    expect(wishes({ domain: 'toString' })).toEqual([]);
  });

  test('those who build on an interface are asked where the change touches it, unless it is theirs', () => {
    const packages = [
      { name: 'io-interface', path: 'packages/io' },
      { name: 'io', path: 'packages/io-impl' },
    ];
    const change = { project: { owners: ['@acme/platform'], packages }, paths: ['packages/io/a.ts'] };
    expect(changedInterfaces(change, ['*-interface'])).toEqual(['io-interface']);
    expect(changedInterfaces({ ...change, paths: ['packages/io-impl/a.ts'] }, ['*-interface'])).toEqual([]);
    const dependents = [
      { package: 'viewer', owners: ['@acme/imaging', '@ACME/Platform'], needs: ['io-interface', 'log'] },
      { package: 'own', owners: ['@acme/platform'], needs: ['io-interface'] },
      { package: 'other', owners: ['@acme/web'], needs: ['log'] },
    ];
    expect(dependentWishes(change, { interfaces: ['io-interface'], dependents, count: 1 })).toEqual([
      {
        reason: { kind: 'dependents', package: 'io-interface', dependents: ['viewer'] },
        from: ['@acme/imaging'],
        count: 1,
      },
    ]);
  });
});

describe('the shortlist', () => {
  const members = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}${index}`);

  test('takes from every owner in turn, nobody twice, and no more than it may', () => {
    const owners = [
      { owner: '@acme/large', members: members('l', 100) },
      { owner: '@acme/small', members: ['S1', 's1', 'l3'] },
    ];
    const found = shortlist(owners, { seed: 'acme/a#1', limit: 6 });
    expect(found).toHaveLength(6);
    expect(found).toContain('l3');
    expect(found.filter((login) => login.toLowerCase() === 's1')).toHaveLength(1);
  });

  test('gives every member of a large team a chance', () => {
    const owners = [{ owner: '@acme/large', members: members('l', 100) }];
    const seen = new Set(
      Array.from({ length: 60 }, (_, number) => shortlist(owners, { seed: `acme/a#${number}`, limit: 10 })).flat(),
    );
    expect(seen.size).toBeGreaterThan(95);
  });
});

describe('working time', () => {
  const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
  const at = (time: string, timeZone: string, hours: string) =>
    isWorkingTime(new Date(time), { timeZone, days: weekdays, hours });

  test('is meant in the place’s own time, summer and winter', () => {
    expect(at('2026-07-01T07:30:00Z', 'Europe/Stockholm', '09:00-17:00')).toBe(true);
    expect(at('2026-01-07T07:30:00Z', 'Europe/Stockholm', '09:00-17:00')).toBe(false);
    expect(at('2026-01-07T16:00:00Z', 'Europe/Stockholm', '09:00-17:00')).toBe(false);
  });

  test('has its own weekend', () => {
    // Friday 23:30 in London is Saturday morning in Tokyo.
    expect(at('2026-01-09T23:30:00Z', 'Asia/Tokyo', '08:00-17:00')).toBe(false);
    expect(at('2026-01-08T23:30:00Z', 'Asia/Tokyo', '08:00-17:00')).toBe(true);
  });

  test('of somebody in several places is where one of them works; who isn’t named always works', () => {
    const place = (timeZone: string, people: readonly string[]) => {
      return { people, timeZone, days: weekdays, hours: '09:00-17:00' };
    };
    const hours = [place('Asia/Tokyo', ['yuki', 'kim']), place('Europe/Stockholm', ['Kim', 'lena'])];
    expect(whoRests(hours, new Date('2026-01-07T10:00:00Z'))).toEqual(['yuki']);
    expect(whoRests(hours, new Date('2026-01-07T03:00:00Z'))).toEqual(['lena']);
  });

  test('comes again when clocks there say so, also in the week in which those of other places were put back', () => {
    const hours = [{ people: ['kim'], timeZone: 'America/New_York', days: weekdays, hours: '09:00-17:00' }];
    const next = (time: string) => worksFrom(hours, 'Kim', new Date(time))?.toISOString();
    expect(next('2026-10-30T08:00:00Z')).toBe('2026-10-30T13:00:00.000Z');
    expect(next('2026-10-30T22:00:00Z')).toBe('2026-11-02T14:00:00.000Z');
    expect(next('2026-11-02T15:00:00Z')).toBe('2026-11-02T15:00:00.000Z');
    expect(worksFrom([], 'kim', new Date(0))).toEqual(new Date(0));
    expect(
      worksFrom(
        hours.map((each) => ({ ...each, days: [] })),
        'kim',
        new Date(0),
      ),
    ).toBeNull();
  });

  test('may go over midnight, and belongs to the day it begins on', () => {
    expect(at('2026-01-10T02:00:00Z', 'UTC', '22:00-06:00')).toBe(true);
    expect(at('2026-01-10T23:00:00Z', 'UTC', '22:00-06:00')).toBe(false);
  });
});

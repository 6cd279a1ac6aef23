import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Answered, figuresOf } from '../../src/insights/figures.ts';
import { insights } from '../../src/insights/insights.ts';

const NOW = new Date('2026-11-21T10:00:00Z');
const PROJECTS = [
  { name: 'http-client', repository: 'acme/HTTP-client', owners: ['@acme/platform', '@acme/network', '@alice'] },
  { name: 'Archive', repository: 'acme/archive', owners: ['@acme/platform', 'not an owner'] },
  { name: 'log-kit', repository: 'acme/log-kit', owners: ['@alice'] },
];

/** An answer so many hours after it was asked for; it was promised within a day. `null`: none came. */
function answer(repository: string, since: string, hours: number | null): Answered {
  const later = (more: number) => new Date(Date.parse(since) + more * 3_600_000).toISOString();
  return { repository, since, due: later(24), answeredAt: hours === null ? null : later(hours) };
}

describe('the insights', () => {
  const told = insights(
    {
      answers: [
        answer('acme/http-client', '2026-11-02T10:00:00Z', 3),
        answer('acme/http-client', '2026-11-03T10:00:00Z', 24),
        answer('acme/http-client', '2026-11-04T10:00:00Z', 24.1),
        answer('acme/http-client', '2026-10-31T10:00:00Z', null),
        answer('acme/archive', '2026-10-30T10:00:00Z', 5),
        answer('acme/log-kit', '2025-12-01T00:00:00Z', 1),
        answer('acme/log-kit', '2025-11-29T23:59:59Z', 1),
        answer('acme/log-kit', '2026-11-30T12:00:00Z', 1),
        answer('acme/hidden', '2026-11-02T10:00:00Z', 3),
      ],
      contributions: [
        { repository: 'acme/log-kit', at: '2026-11-05T10:00:00Z' },
        { repository: 'acme/log-kit', at: '2025-11-05T10:00:00Z' },
        { repository: 'acme/hidden', at: '2026-11-05T10:00:00Z' },
      ],
    },
    { projects: PROJECTS, now: NOW },
  );

  test('count a promise in the month in which it was due, of a year', () => {
    expect(told.months.map(({ month }) => month)).toEqual([
      ...['2025-12', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05'],
      ...['2026-06', '2026-07', '2026-08', '2026-09', '2026-10', '2026-11'],
    ]);
    const counted = told.months.flatMap(({ month, kept, broken }) =>
      kept + broken > 0 ? [[month, kept, broken]] : [],
    );
    expect(counted).toEqual([
      ['2025-12', 1, 0],
      ['2026-10', 1, 0],
      ['2026-11', 2, 2],
    ]);
  });

  test('count for each owning team, and tell of no person', () => {
    expect(told.teams).toEqual([
      { team: '@acme/network', kept: 2, broken: 2, medianHours: 24, p90Hours: 24.1, contributions: 0 },
      { team: '@acme/platform', kept: 3, broken: 2, medianHours: 5, p90Hours: 24.1, contributions: 0 },
    ]);
  });

  test('tell of the projects they are asked about, by name, and of no other', () => {
    expect(told.projects).toEqual([
      expect.objectContaining({ name: 'Archive', kept: 1, broken: 0 }),
      expect.objectContaining({ name: 'http-client', repository: 'acme/HTTP-client', kept: 2, broken: 2 }),
      { ...told.projects[2], name: 'log-kit', kept: 1, broken: 0, contributions: 1 },
    ]);
    expect(told.total).toMatchObject({ kept: 4, broken: 2, contributions: 1 });
  });

  test('of nothing are nothing', () => {
    const none = { kept: 0, broken: 0, medianHours: null, p90Hours: null, contributions: 0 };
    const empty = insights({ answers: [], contributions: [] }, { projects: PROJECTS, now: NOW });
    expect(empty).toMatchObject({ total: none, teams: [], projects: [] });
    expect(empty.months).toHaveLength(12);
  });
});

test('half of the answers came within the median, nine of ten within the other figure, and no smaller figure would do', () => {
  const hours = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(hours, (waited) => {
      const answers = waited.map((each) => answer('acme/a', '2026-11-02T10:00:00Z', each));
      const { medianHours, p90Hours } = figuresOf({ answers, contributions: [] });
      for (const [figure, share] of [
        [medianHours, 0.5],
        [p90Hours, 0.9],
      ] as const) {
        const until = (limit: number) => waited.filter((each) => each <= limit).length / waited.length;
        expect(until(figure ?? -1)).toBeGreaterThanOrEqual(share);
        expect(until((figure ?? 0) - 1)).toBeLessThan(share);
      }
    }),
  );
});

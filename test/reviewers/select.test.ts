import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Candidate, type SelectionInput, selectReviewers } from '../../src/reviewers/select.ts';

const settings = {
  owners: 1,
  outside: 0,
  maximum: 3,
  strategy: 'least-loaded',
  cap: 5,
  away: [],
  exclude: [],
  groups: [],
} as const;

function candidate(login: string, via: readonly string[], change: Partial<Candidate> = {}): Candidate {
  return { login, via, openRequests: 0, busy: false, ...change };
}

function input(change: Partial<SelectionInput> = {}): SelectionInput {
  return {
    author: 'dmitri',
    files: [{ path: 'src/a.ts', owners: ['@acme/platform'], pattern: '*' }],
    owningTeams: ['@acme/platform'],
    candidates: [candidate('alice', ['@acme/platform']), candidate('bob', ['@acme/platform'])],
    requested: { users: [], teams: [] },
    reviewed: [],
    removed: [],
    settings,
    seed: 'http-client#1',
    ...change,
  };
}

const names = (given: SelectionInput) => selectReviewers(given).reviewers.map(({ who }) => who);

describe('reviewers', () => {
  test('the least loaded owner is asked, for the files they own', () => {
    const candidates = [
      candidate('alice', ['@acme/platform'], { openRequests: 3 }),
      candidate('bob', ['@acme/platform']),
    ];
    expect(selectReviewers(input({ candidates })).reviewers).toEqual([
      { who: 'bob', team: false, reason: { kind: 'owns-files', pattern: '*', files: 1 }, already: false },
    ]);
  });

  test('somebody who reviews already counts, and nobody else is asked', () => {
    expect(selectReviewers(input({ requested: { users: ['alice'], teams: [] } })).reviewers).toMatchObject([
      { who: 'alice', already: true },
    ]);
  });

  test('of every owner of the files there is one, and one of the owning team', () => {
    const files = [{ path: 'docs/x.md', owners: ['@acme/docs'], pattern: '/docs/' }];
    const candidates = [candidate('alice', ['@acme/platform']), candidate('ines', ['@acme/docs'])];
    expect(names(input({ files, candidates }))).toEqual(['ines', 'alice']);
  });

  test('a group is asked for its paths', () => {
    const groups = [{ paths: ['src/security/**'], from: '@acme/security', count: 1 }];
    const files = [{ path: 'src/security/key.ts', owners: ['@acme/platform'], pattern: '*' }];
    const candidates = [candidate('alice', ['@acme/platform']), candidate('sam', ['@acme/security'])];
    expect(names(input({ files, candidates, settings: { ...settings, groups } }))).toEqual(['alice', 'sam']);
    expect(names(input({ candidates, settings: { ...settings, groups } }))).toEqual(['alice']);
  });

  test.each([
    ['author', { author: 'alice' }],
    ['busy', { candidates: [candidate('alice', ['@acme/platform'], { busy: true })] }],
    ['over-cap', { candidates: [candidate('alice', ['@acme/platform'], { openRequests: 5 })] }],
    ['removed', { removed: ['alice'] }],
    ['away', { settings: { ...settings, away: ['@alice'] } }],
    ['excluded', { settings: { ...settings, exclude: ['alice'] } }],
  ] satisfies [string, Partial<SelectionInput>][])(
    'nobody who is %s is asked; where nobody is left, the team is',
    (why, change) => {
      const given = input({ candidates: [candidate('alice', ['@acme/platform'])], ...change });
      expect(selectReviewers(given)).toMatchObject({
        reviewers: [{ who: '@acme/platform', team: true }],
        passedOver: [{ login: 'alice', why }],
      });
    },
  );

  test('are the same at a second look, never the author, never too many', () => {
    const person = fc.record({
      login: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      via: fc.subarray(['@acme/x', '@acme/y']),
      openRequests: fc.nat(7),
      busy: fc.boolean(),
    });
    const arbitrary = fc.record({
      candidates: fc.uniqueArray(person, { selector: ({ login }) => login }),
      seed: fc.string(),
      maximum: fc.integer({ min: 1, max: 4 }),
    });
    fc.assert(
      fc.property(arbitrary, ({ candidates, seed, maximum }) => {
        const given = input({
          author: 'a',
          candidates,
          seed,
          owningTeams: ['@acme/x'],
          settings: { ...settings, maximum },
          files: [{ path: 'p', owners: ['@acme/y'], pattern: 'p' }],
        });
        const chosen = names(given);
        expect(names({ ...given, candidates: [...candidates].reverse() }).sort()).toEqual([...chosen].sort());
        expect(chosen).not.toContain('a');
        expect(chosen.length).toBeLessThanOrEqual(maximum);
        for (const login of chosen)
          expect(candidates.find((each) => each.login === login)?.openRequests ?? 0).toBeLessThan(5);
      }),
    );
  });
});

import { describe, expect, test } from 'vitest';
import { selectReviewers } from '../../src/reviewers/select.ts';
import type { Candidate, SelectionInput, TeamOwner } from '../../src/reviewers/selection.ts';

const settings = {
  owners: 1,
  outside: 0,
  maximum: 3,
  strategy: 'least-loaded',
  cap: 5,
  away: [],
  exclude: [],
} as const;

function candidate(login: string, via: readonly string[], change: Partial<Candidate> = {}): Candidate {
  return { login, via, openRequests: 0, busy: false, offHours: false, commits: 0, ...change };
}

function team(owner: string, change: Partial<TeamOwner> = {}): TeamOwner {
  return { owner, askable: true, assigns: false, ...change };
}

const NOBODY = { users: [], teams: [] };

function input(change: Partial<SelectionInput> = {}): SelectionInput {
  return {
    author: 'dmitri',
    files: [{ path: 'src/a.ts', owners: ['@acme/platform'], pattern: '*', orphaned: false }],
    filesTruncated: false,
    owningTeams: ['@acme/platform'],
    trusted: [],
    candidates: [candidate('alice', ['@acme/platform']), candidate('bob', ['@acme/platform'])],
    teams: [team('@acme/platform')],
    unaskable: [],
    wishes: [],
    requested: NOBODY,
    reviewed: [],
    removed: NOBODY,
    refused: [],
    settings,
    seed: 'acme/http-client#1',
    turn: 1,
    ...change,
  };
}

const names = (given: SelectionInput) => selectReviewers(given).reviewers.map(({ who }) => who);
const file = (path: string, ...owners: string[]) => ({ path, owners, pattern: `/${path}`, orphaned: false });

describe('reviewers', () => {
  test('the least loaded owner is asked, for the files they own', () => {
    const candidates = [
      candidate('alice', ['@acme/platform'], { openRequests: 3 }),
      candidate('bob', ['@acme/platform']),
    ];
    expect(selectReviewers(input({ candidates })).reviewers).toEqual([
      {
        who: 'bob',
        team: false,
        reasons: [{ kind: 'owns-files', pattern: '*', files: 1 }],
        preference: { among: 2, team: '@acme/platform', by: 'load' },
        already: false,
      },
    ]);
  });

  test('somebody who is asked or reviews already counts, whoever is less loaded, and nobody else is asked', () => {
    const candidates = [
      candidate('alice', ['@acme/platform'], { openRequests: 9, busy: true }),
      candidate('bob', ['@acme/platform']),
    ];
    const expected = [{ who: 'alice', already: true }];
    const requested = { users: ['Alice'], teams: [] };
    expect(selectReviewers(input({ candidates, requested })).reviewers).toMatchObject(expected);
    expect(selectReviewers(input({ candidates, reviewed: ['alice'] })).reviewers).toMatchObject(expected);
  });

  test('files of many owners are covered by as few people as will do', () => {
    const files = [
      file('a', '@acme/a', '@acme/all'),
      file('b', '@acme/b', '@acme/all'),
      file('c', '@acme/c', '@acme/all'),
    ];
    const candidates = [
      candidate('ann', ['@acme/a']),
      candidate('ben', ['@acme/b']),
      candidate('cyd', ['@acme/c']),
      candidate('zoe', ['@acme/all'], { openRequests: 4 }),
    ];
    const given = input({ files, candidates, owningTeams: ['@acme/a', '@acme/b', '@acme/c', '@acme/all'] });
    expect(names(given)).toEqual(['zoe']);
  });

  test('who was taken for much is left out where those who were taken for the rest cover it too', () => {
    const files = [
      file('a', '@big', '@left'),
      file('b', '@big', '@left'),
      file('c', '@big', '@right'),
      file('d', '@big', '@right'),
      file('e', '@left'),
      file('f', '@right'),
    ];
    const candidates = ['big', 'left', 'right'].map((login) => candidate(login, [`@${login}`]));
    const { reviewers, missing } = selectReviewers(input({ files, candidates, owningTeams: [] }));
    expect(reviewers.map(({ who }) => who).sort()).toEqual(['left', 'right']);
    expect(reviewers.flatMap(({ reasons }) => reasons.flatMap((each) => ('files' in each ? each.files : 0)))).toEqual([
      2, 1, 2, 1,
    ]);
    expect(missing).toEqual([]);
  });

  test('of every owner of the files there is one, and one of the owning team; where that is too many, it is said', () => {
    const files = [file('docs', '@acme/docs'), file('x', '@x'), file('y', '@y')];
    const candidates = [
      candidate('alice', ['@acme/platform']),
      candidate('ines', ['@acme/docs']),
      candidate('x', ['@x']),
    ];
    expect(names(input({ files, candidates })).sort()).toEqual(['alice', 'ines', 'x']);
    expect(selectReviewers(input({ files, candidates })).missing).toEqual([
      { reason: { kind: 'owns-files', pattern: '/y', files: 1 }, count: 1, why: 'nobody' },
    ]);
    const tight = selectReviewers(input({ files, candidates, settings: { ...settings, maximum: 1 } }));
    expect(tight.reviewers).toMatchObject([{ who: 'alice' }]);
    expect(tight.missing.map(({ why }) => why)).toEqual(['maximum', 'maximum', 'nobody']);
  });

  test('what the policy wishes for comes before the cover of files', () => {
    const wishes = [
      { reason: { kind: 'group', from: '@acme/security', paths: ['**'] }, from: ['@acme/security'], count: 1 },
    ] as const;
    const files = [file('a', '@a'), file('b', '@b'), file('c', '@c')];
    const candidates = [
      candidate('alice', ['@acme/platform']),
      candidate('sam', ['@acme/security']),
      ...['a', 'b', 'c'].map((login) => candidate(login, [`@${login}`])),
    ];
    const chosen = names(input({ files, wishes, candidates }));
    expect(chosen).toHaveLength(3);
    expect(chosen).toEqual(expect.arrayContaining(['alice', 'sam']));
  });

  test('a second pair of eyes comes from outside, from a trusted committer first', () => {
    const candidates = [
      candidate('alice', ['@acme/platform']),
      candidate('carol', ['@carol'], { openRequests: 4 }),
      candidate('erin', []),
    ];
    const given = input({ candidates, settings: { ...settings, outside: 1 } });
    expect(names(given)).toEqual(['alice', 'erin']);
    expect(names({ ...given, trusted: ['@carol'] })).toEqual(['alice', 'carol']);
    expect(names({ ...given, requested: { users: ['stranger'], teams: [] } }).sort()).toEqual(['alice', 'stranger']);
  });

  test('a trusted committer stands in where no owner can be asked', () => {
    const candidates = [candidate('alice', ['@acme/platform'], { busy: true }), candidate('carol', ['@carol'])];
    const { reviewers } = selectReviewers(input({ candidates, trusted: ['@carol'] }));
    expect(reviewers).toMatchObject([{ who: 'carol', reasons: [{ kind: 'trusted-committer' }] }]);
  });

  test.each([
    ['author', { author: 'alice' }],
    ['busy', { candidates: [candidate('alice', ['@acme/platform'], { busy: true })] }],
    ['over-cap', { candidates: [candidate('alice', ['@acme/platform'], { openRequests: 5 })] }],
    ['removed', { removed: { users: ['alice'], teams: [] } }],
    ['refused', { refused: ['alice'] }],
    ['away', { settings: { ...settings, away: ['@alice'] } }],
    ['excluded', { settings: { ...settings, exclude: ['alice'] } }],
  ] satisfies [string, Partial<SelectionInput>][])(
    'nobody who is %s is asked; where nobody is left, the team is',
    (why, change) => {
      const given = input({ candidates: [candidate('alice', ['@acme/platform'])], ...change });
      expect(selectReviewers(given)).toMatchObject({
        reviewers: [{ who: '@acme/platform', team: true }],
        passedOver: [{ login: 'alice', why }],
        missing: [],
      });
    },
  );

  test('a team that is asked as a whole takes a place, and is the owning team', () => {
    const away = candidate('alice', ['@acme/platform'], { busy: true });
    const sam = candidate('sam', ['@acme/security']);
    const wishes = [
      { reason: { kind: 'group', from: '@acme/security', paths: ['**'] }, from: ['@acme/security'], count: 1 },
    ] as const;
    const given = input({ candidates: [away, sam], wishes, settings: { ...settings, maximum: 1 } });
    expect(names(given)).toEqual(['@acme/platform']);
    expect(names({ ...given, settings })).toEqual(['sam', '@acme/platform']);
    expect(names({ ...given, settings, requested: { users: ['sam'], teams: [] } })).toEqual(['sam', '@acme/platform']);
    const docs = [candidate('ines', ['@acme/docs']), candidate('alice', ['@alice'])];
    const lonely = { author: 'alice', owningTeams: ['@alice'], candidates: docs, teams: [team('@acme/docs')] };
    expect(names(input({ ...lonely, files: [file('docs', '@acme/docs')] }))).toEqual(['ines']);
  });

  test('nobody is asked where the policy counts no owner and no file has one', () => {
    const given = input({ files: [{ ...file('a'), pattern: null }], settings: { ...settings, owners: 0 } });
    expect(names(given)).toEqual([]);
  });

  test('a team that a person took off, or that may not read, is not asked as a whole', () => {
    const given = input({ candidates: [] });
    expect(names({ ...given, removed: { users: [], teams: ['platform'] } })).toEqual([]);
    expect(names({ ...given, teams: [team('@acme/platform', { askable: false })] })).toEqual([]);
  });

  test('a team whose people GitHub picks by itself is not doubled; of any other that is asked one is named', () => {
    const given = input({ requested: { users: [], teams: ['platform'] } });
    expect(names({ ...given, teams: [team('@acme/platform', { assigns: true })] })).toEqual(['@acme/platform']);
    expect(names(given)).toHaveLength(1);
    expect(names(given)).not.toContain('@acme/platform');
  });

  test('who doesn’t work now is asked only where nobody else would do', () => {
    const asleep = candidate('alice', ['@acme/platform'], { offHours: true });
    const awake = candidate('bob', ['@acme/platform'], { openRequests: 4 });
    const { reviewers, passedOver } = selectReviewers(input({ candidates: [asleep, awake] }));
    expect(reviewers).toMatchObject([{ who: 'bob' }]);
    expect(passedOver).toEqual([{ login: 'alice', why: 'off-hours' }]);
    expect(names(input({ candidates: [asleep] }))).toEqual(['alice']);
  });

  test('files whose owners are all dropped lack an owner, whoever else is asked', () => {
    const orphan = (path: string) => ({ path, owners: [], pattern: `/${path}`, orphaned: true });
    const { reviewers, missing, unowned } = selectReviewers(
      input({ files: [file('a', '@acme/platform'), orphan('b'), orphan('c')] }),
    );
    expect(reviewers).toHaveLength(1);
    expect(missing.map(({ reason }) => reason)).toEqual([
      { kind: 'owns-files', pattern: '/b', files: 1 },
      { kind: 'owns-files', pattern: '/c', files: 1 },
    ]);
    expect(unowned).toBe(0);
  });

  test('files that no line speaks of are counted, where some line speaks of others', () => {
    const stray = { path: 'z', owners: [], pattern: null, orphaned: false };
    expect(selectReviewers(input({ files: [file('a', '@acme/platform'), stray] })).unowned).toBe(1);
    expect(selectReviewers(input({ files: [stray] })).unowned).toBe(0);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { STRATEGIES } from '../../src/domain/reviewer-settings.ts';
import { selectReviewers } from '../../src/reviewers/select.ts';
import type { Candidate, Chosen, OwnedFile, SelectionInput } from '../../src/reviewers/selection.ts';

const PEOPLE = ['author', 'b', 'c', 'd', 'e', 'f', 'ci[bot]'];
const TEAMS = ['@acme/x', '@acme/y', '@acme/z'];

const some = (of: readonly string[], maxLength = of.length) => fc.subarray([...of], { maxLength });
const person = (login: string): fc.Arbitrary<Candidate> =>
  fc.record({
    login: fc.constant(login),
    via: some(TEAMS),
    openRequests: fc.option(fc.nat(7)),
    busy: fc.boolean(),
    offHours: fc.boolean(),
    commits: fc.nat(3),
  });
const file: fc.Arbitrary<OwnedFile> = fc.record({
  path: fc.constant('src/a.ts'),
  owners: some(TEAMS),
  pattern: fc.constantFrom('/src/', '*'),
  orphaned: fc.constant(false),
});

/** Any pull request of `author`. */
const world: fc.Arbitrary<SelectionInput> = fc.record({
  author: fc.constant('author'),
  files: fc.array(file, { minLength: 1, maxLength: 6 }),
  filesTruncated: fc.boolean(),
  owningTeams: some(TEAMS),
  trusted: fc.constant([]),
  candidates: fc.tuple(...PEOPLE.map(person)),
  teams: fc.tuple(
    ...TEAMS.map((owner) =>
      fc.record({
        owner: fc.constant(owner),
        askable: fc.boolean(),
        assigns: fc.boolean(),
        reachable: fc.constant(true),
      }),
    ),
  ),
  unaskable: fc.constant([]),
  wishes: fc.array(
    fc
      .record({ from: fc.constantFrom(...TEAMS), count: fc.integer({ min: 1, max: 2 }) })
      .map(({ from, count }) => ({ reason: { kind: 'group', from, paths: ['**'] } as const, from: [from], count })),
    { maxLength: 2 },
  ),
  requested: fc.record({ users: some(PEOPLE.slice(1), 2), teams: some(['x', 'y', 'z'], 1) }),
  reviewed: some(PEOPLE, 1),
  removed: fc.record({ users: some(PEOPLE, 2), teams: some(['x', 'y', 'z'], 1) }),
  refused: some(PEOPLE, 1),
  settings: fc.record({
    owners: fc.nat(2),
    outside: fc.nat(2),
    maximum: fc.integer({ min: 1, max: 6 }),
    strategy: fc.constantFrom(...STRATEGIES),
    cap: fc.integer({ min: 1, max: 6 }),
    away: some(PEOPLE, 1).map((logins) => logins.map((login) => `@${login}`)),
    exclude: some(PEOPLE, 1),
  }),
  seed: fc.string(),
  turn: fc.nat(1000),
});

const isFresh = ({ already }: Chosen) => !already;
const named = (login: string, { candidates }: SelectionInput) => candidates.find((each) => each.login === login);
const belongs = (via: readonly string[], owners: readonly string[]) => via.some((each) => owners.includes(each));

/** How much of what is asked for these people fulfil: counted anew, in the plainest way. */
function fulfilled(input: SelectionInput, who: readonly Chosen[]): number {
  const vias = who.map((each) => (each.team ? [each.who] : (named(each.who, input)?.via ?? [])));
  const among = (owners: readonly string[]) => vias.filter((via) => belongs(via, owners)).length;
  const { owningTeams, settings, wishes, files } = input;
  return [
    Math.min(settings.owners, among(owningTeams)),
    Math.min(settings.outside, vias.length - among(owningTeams)),
    ...wishes.map(({ from, count }) => Math.min(count, among(from))),
    ...files.map(({ owners }) => Math.min(1, among(owners))),
  ].reduce((sum, each) => sum + each, 0);
}

function holds(property: (input: SelectionInput) => void): void {
  fc.assert(fc.property(world, property), { numRuns: 500 });
}

describe('whatever the pull request, of those who are newly asked', () => {
  test('nobody is the author, a bot, away, busy, excluded, over the cap, taken off or refused before', () => {
    holds((input) => {
      const { settings, removed, refused } = input;
      const never = [input.author, ...removed.users, ...refused, ...settings.exclude, ...settings.away];
      for (const { who, team } of selectReviewers(input).reviewers.filter(isFresh)) {
        if (team) {
          expect(removed.teams.map((slug) => `@acme/${slug}`)).not.toContain(who);
          continue;
        }
        expect(never.map((each) => each.replace('@', ''))).not.toContain(who);
        expect(who).not.toMatch(/\[bot\]$/);
        expect(named(who, input)).toMatchObject({ busy: false });
        expect(named(who, input)?.openRequests ?? 0).toBeLessThan(settings.cap);
      }
    });
  });

  test('there are no more than the maximum leaves, beside those who were asked already', () => {
    holds((input) => {
      const { reviewers } = selectReviewers(input);
      const already = reviewers.length - reviewers.filter(isFresh).length;
      expect(reviewers.length).toBeLessThanOrEqual(Math.max(input.settings.maximum, already));
    });
  });

  test('nobody could be left out', () => {
    holds((input) => {
      const { reviewers } = selectReviewers(input);
      for (const each of reviewers.filter(isFresh)) {
        const others = reviewers.filter((other) => other !== each);
        expect(fulfilled(input, others)).toBeLessThan(fulfilled(input, reviewers));
      }
    });
  });
});

describe('whatever the pull request', () => {
  test('somebody who could fulfil more is asked, or it is said that the maximum leaves no place', () => {
    holds((input) => {
      const { reviewers, passedOver, missing } = selectReviewers(input);
      const unable = passedOver.filter(({ why }) => why !== 'off-hours').map(({ login }) => login);
      const idle = input.candidates.filter(
        ({ login }) => !unable.includes(login) && !reviewers.some(({ who }) => who === login),
      );
      for (const { login } of idle) {
        const extra: Chosen = { who: login, team: false, reasons: [], preference: null, already: false };
        if (fulfilled(input, [...reviewers, extra]) === fulfilled(input, reviewers)) continue;
        expect(reviewers.length).toBeGreaterThanOrEqual(input.settings.maximum);
        expect(missing.map(({ why }) => why)).toContain('maximum');
      }
    });
  });

  test('a second look asks nobody else, in whatever order people are listed', () => {
    holds((input) => {
      const { reviewers } = selectReviewers(input);
      expect(selectReviewers({ ...input, candidates: [...input.candidates].reverse() }).reviewers).toEqual(
        expect.arrayContaining([...reviewers]),
      );
      const users = [...input.requested.users, ...reviewers.filter(({ team }) => !team).map(({ who }) => who)];
      const teams = reviewers.filter(({ team }) => team).map(({ who }) => who.replace('@acme/', ''));
      const requested = { users, teams: [...input.requested.teams, ...teams] };
      expect(selectReviewers({ ...input, requested }).reviewers.filter(isFresh)).toEqual([]);
    });
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Review } from '../../src/domain/pull-request.ts';
import { countApprovals } from '../../src/reviewers/approvals.ts';
import { somePullRequest } from '../messages/samples.ts';

const HEAD = somePullRequest.head.sha;
let minute = 0;
const review = (login: string, state: Review['state'] = 'approved', fields: Partial<Review> = {}): Review => {
  minute += 1;
  const submittedAt = new Date(Date.UTC(2027, 0, 1, 0, minute)).toISOString();
  return { login, state, submittedAt, head: HEAD, mayPush: true, ...fields };
};

function count(reviews: readonly Review[], demand = { owners: 1, outside: 1 }, headOnly = false) {
  return countApprovals({
    pullRequest: { ...somePullRequest, reviews },
    demand,
    owners: ['alice', 'Bob'],
    trusted: ['carol'],
    headOnly,
  });
}

describe('an approval counts', () => {
  test.each<[string, Review[], { owners: number; outside: number }]>([
    ['for the owners, when an owner gives it', [review('ALICE')], { owners: 0, outside: 1 }],
    ['for the others, when anyone else gives it', [review('grace')], { owners: 1, outside: 0 }],
    ['for the owners, when a trusted committer gives it', [review('carol')], { owners: 0, outside: 1 }],
    ['once only, also a trusted committer’s', [review('alice'), review('carol')], { owners: 0, outside: 0 }],
    ['not twice, for two owners', [review('alice'), review('bob')], { owners: 0, outside: 1 }],
    ['not, when its author wrote the change', [review('dmitri')], { owners: 1, outside: 1 }],
    ['not, when a bot gives it', [review('alice[bot]')], { owners: 1, outside: 1 }],
    ['not, without write access', [review('alice', 'approved', { mayPush: false })], { owners: 1, outside: 1 }],
    ['not, once it was dismissed', [review('alice', 'dismissed')], { owners: 1, outside: 1 }],
    [
      'not, once changes were asked for',
      [review('alice'), review('alice', 'changes-requested')],
      { owners: 1, outside: 1 },
    ],
    ['still, when a comment follows', [review('alice'), review('alice', 'commented')], { owners: 0, outside: 1 }],
    ['anew after a dismissal', [review('alice', 'dismissed'), review('alice')], { owners: 0, outside: 1 }],
  ])('%s', (_, reviews, missing) => {
    expect(count(reviews).missing).toEqual(missing);
    expect(count([...reviews].reverse()).missing).toEqual(missing);
  });

  test('of an earlier commit, unless only the head’s do', () => {
    const earlier = [review('alice', 'approved', { head: 'c'.repeat(40) })];
    expect(count(earlier).missing.owners).toBe(0);
    expect(count(earlier, undefined, true).missing.owners).toBe(1);
  });

  test('and one more never makes more missing, nor stands for two', () => {
    const logins = fc.uniqueArray(fc.constantFrom('alice', 'bob', 'carol', 'grace', 'erin', 'hugo'));
    const demand = fc.record({ owners: fc.nat(3), outside: fc.nat(3) });
    fc.assert(
      fc.property(logins, demand, (names, wanted) => {
        const missing = (given: readonly string[]) => {
          const { owners, outside } = count(
            given.map((login) => review(login)),
            wanted,
          ).missing;
          return owners + outside;
        };
        const before = missing(names.slice(1));
        const after = missing(names);
        expect(after).toBeLessThanOrEqual(before);
        expect(before - after).toBeLessThanOrEqual(1);
        expect(wanted.owners + wanted.outside - after).toBeLessThanOrEqual(names.length);
      }),
    );
  });
});

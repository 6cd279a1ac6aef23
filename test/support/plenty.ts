import { GITHUB_LIMITS } from '../../src/store/ledger.ts';

/** A test does in seconds what takes an organisation an hour; `limits.test.ts` keeps to GitHub's. */
export const PLENTY = {
  ...GITHUB_LIMITS,
  pointsAMinute: { rest: 1e6, graphql: 1e6 },
  notifyingAMinute: 1e6,
  notifyingAnHour: 1e6,
};

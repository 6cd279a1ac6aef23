import { describe, expect, test } from 'vitest';
import { checkText, concludeCheck } from '../../src/messages/check-summary.ts';
import { approvalVerdicts, carelessPullRequest, pullRequestVerdicts, somePullRequest } from './samples.ts';

const ONE = { owners: 1, outside: 0 };

describe('a check whose pull request waits for an approval', () => {
  test('stays in progress in enforce, is neutral in warn', () => {
    expect(concludeCheck(approvalVerdicts(ONE))).toEqual({ status: 'in_progress' });
    expect(concludeCheck(approvalVerdicts(ONE, { mode: 'warn' }))).toEqual({
      status: 'completed',
      conclusion: 'neutral',
    });
    expect(checkText(approvalVerdicts(ONE, { mode: 'warn' })).title).toBe('Waits for 1 approval of @acme/platform');
  });

  test('fails where something else fails', () => {
    const verdicts = [...approvalVerdicts(ONE), ...pullRequestVerdicts(carelessPullRequest)];
    expect(concludeCheck(verdicts)).toEqual({ status: 'completed', conclusion: 'failure' });
    expect(checkText(verdicts).title).toBe('1 required point to mend');
  });

  test('says so behind what must be mended, and before what is only recommended', () => {
    const { summary } = checkText([...pullRequestVerdicts(carelessPullRequest), ...approvalVerdicts(ONE)]);
    const places = ['(required)', '**Approvals**', '(recommended)'].map((each) => summary.indexOf(each));
    expect(places).toEqual([...places].sort((one, other) => one - other));
    expect(Math.min(...places)).toBeGreaterThanOrEqual(0);
  });

  test('passes where nothing is asked for, or it was lifted for this very commit', () => {
    expect(concludeCheck(approvalVerdicts({ owners: 0, outside: 0 }))).toMatchObject({ conclusion: 'success' });
    const override = { head: somePullRequest.head.sha, by: 'alice', reason: 'It burns.' };
    expect(concludeCheck(approvalVerdicts(ONE, { override }))).toMatchObject({ conclusion: 'success' });
    const stale = { ...override, head: 'c'.repeat(40) };
    expect(concludeCheck(approvalVerdicts(ONE, { override: stale }))).toEqual({ status: 'in_progress' });
  });
});

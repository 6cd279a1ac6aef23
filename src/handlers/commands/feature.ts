import type { Plan } from '../../domain/action.ts';
import { UserError } from '../../domain/user-error.ts';
import type { Feature } from '../feature.ts';
import { pullRequest } from '../pull-request/pull-request.ts';
import { pullRequestDelivery } from '../shared/follow-up.ts';
import type { Asked, Done } from './define.ts';

/** A command runs the very feature that the event would have run; `null` where it finds that this is none of its business. */
export async function askFeature(
  feature: Feature,
  asked: Asked,
  action: string,
  payload: object,
): Promise<Done | null> {
  const delivery = { ...asked.delivery, event: 'innkeeper', action, payload: { ...payload } };
  const prepared = await feature.prepare(delivery, asked.ports);
  if (!prepared) return null;
  const { plan, refused, dropped } = prepared;
  return {
    ...doneOf(plan),
    dropped,
    refused: refused && ((message, write) => doneOf(refused(message, write))),
  };
}

function doneOf(plan: Plan): Done {
  const refusals = plan.refusals ?? [];
  if (refusals.length === 0) return { plan };
  return { plan, failed: { why: refusals.map(({ summary, fix }) => `${summary} ${fix}`).join(' ') } };
}

/** Judges the pull request in which the command stands; should GitHub not take a reviewer, once more. */
export async function askPullRequest(asked: Asked, payload: object = {}): Promise<Done> {
  const { delivery, repository, issue } = asked;
  const done = await askFeature(pullRequest, asked, 'pull-request', { ...payload, number: issue.number });
  if (!done) throw new UserError('this pull request is closed, or the policy leaves this repository out.');
  const { dropped } = done;
  const next = [pullRequestDelivery(delivery, repository, issue.number)];
  return { ...done, dropped: dropped ? (reviewers) => ({ ...dropped(reviewers), next }) : null };
}

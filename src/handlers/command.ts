import { z } from 'zod';
import { nearest } from '../config/nearest.ts';
import type { Action, Plan } from '../domain/action.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { RepositoryRef } from '../domain/repository.ts';
import { UserError } from '../domain/user-error.ts';
import { GitHubRefusal } from '../github/errors.ts';
import { readAnswer } from '../github/read-answer.ts';
import {
  answerComment,
  answerMarker,
  mayNot,
  NOT_A_PULL_REQUEST,
  NOT_TRIED,
  refusedAnswer,
  refusedByGitHub,
  unknownCommand,
} from '../messages/command.ts';
import { commandLines } from './command-lines.ts';
import { mayAsk } from './command-rights.ts';
import type { Asked, Done } from './commands/define.ts';
import { COMMANDS } from './commands/index.ts';
import { defineFeature } from './feature.ts';
import type { Ports } from './ports.ts';
import { isWritten } from './shared/judge.ts';
import { readPayload } from './shared/payload.ts';
import { loadPolicy } from './shared/policy.ts';
import { sameText } from './shared/same-text.ts';

/** One command of a comment, and what it comes to. */
interface Answered {
  /** What followed `/innkeeper`. */
  readonly line: string;
  readonly done?: Done;
  /** Why not, in plain words; empty where the plan tells it elsewhere. */
  readonly refused?: { readonly why: string; readonly fix?: string | undefined };
}

interface Facts {
  readonly repository: RepositoryRef;
  readonly issue: number;
  readonly comment: number;
  readonly answers: readonly Answered[];
  /** Our answer to this comment, where an earlier attempt came that far. */
  readonly existing: { readonly id: number; readonly body: string } | null;
}

const payloadSchema = z.object({
  comment: z.object({
    id: z.int(),
    body: z.string(),
    created_at: z.string(),
    user: z.object({ login: z.string(), type: z.string() }),
  }),
  issue: z.object({
    number: z.int(),
    body: z.string().nullable(),
    user: z.object({ login: z.string() }),
    pull_request: z.unknown().optional(),
  }),
});

/** Answers `/innkeeper …` in comments: a reaction, what was asked for, and a comment where there is something to read. */
export const command = defineFeature<Facts>({
  name: 'command',
  on: ['issue_comment.created'],
  gather,
  decide: (facts) => planOf(facts, facts.answers),
  refused,
});

async function gather(delivery: Delivery, ports: Ports): Promise<Facts | null> {
  const payload = readPayload(delivery, payloadSchema);
  const { repository, installation } = delivery;
  if (!payload || !repository || installation === null || payload.comment.user.type === 'Bot') return null;
  const { comment, issue } = payload;
  const lines = commandLines(comment.body);
  if (lines.length === 0) return null;
  const { policy } = await loadPolicy(ports, repository.owner, installation);
  if (!policy || !isWritten(policy.mode)) return null;
  const asked: Asked = {
    delivery,
    ports,
    repository,
    installation,
    policy,
    by: comment.user.login,
    comment: comment.id,
    issue: {
      number: issue.number,
      author: issue.user.login,
      body: issue.body ?? '',
      isPullRequest: issue.pull_request !== undefined,
    },
    commands: COMMANDS,
  };
  const answers: Answered[] = [];
  for (const line of lines) answers.push(await answer(line, asked));
  const existing = answers.some((each) => each.refused || each.done?.says)
    ? await readAnswer(ports.github(installation), {
        repository,
        number: issue.number,
        since: comment.created_at,
        appSlug: ports.app.slug,
        marker: answerMarker(comment.id),
      })
    : null;
  return { repository, issue: issue.number, comment: comment.id, answers, existing };
}

async function answer(line: string, asked: Asked): Promise<Answered> {
  const [, verb = '', words = ''] = /^(\S*)\s*(.*)$/.exec(line || 'help') ?? [];
  try {
    const found = COMMANDS.find(({ name }) => name === verb.toLowerCase());
    if (!found) {
      const names = COMMANDS.map(({ name }) => name);
      throw new UserError(unknownCommand(nearest(verb, names)));
    }
    if (found.where === 'pull-request' && !asked.issue.isPullRequest) throw new UserError(NOT_A_PULL_REQUEST);
    if (!(await mayAsk(found.may, asked))) throw new UserError(mayNot(found));
    return { line, done: await found.run(words, asked) };
  } catch (error) {
    if (error instanceof UserError) return { line, refused: { why: error.message, fix: error.fix } };
    if (error instanceof GitHubRefusal) return { line, refused: { why: refusedByGitHub(error.message) } };
    throw error;
  }
}

function planOf({ repository, issue, comment, existing }: Facts, answers: readonly Answered[]): Plan {
  const react = (content: 'eyes' | '+1' | 'confused'): Action => ({ kind: 'reaction', repository, comment, content });
  const plans = answers.flatMap(({ done }) => done?.plan ?? []);
  const parts = answers.flatMap(({ line, done, refused }) =>
    refused?.why ? [refusedAnswer(line, refused.why, refused.fix)] : (done?.says ?? []),
  );
  const body = answerComment(comment, parts);
  const marker = answerMarker(comment);
  const isSaid = parts.length === 0 || (existing !== null && sameText(existing.body, body));
  const say: Action = {
    kind: 'comment',
    repository,
    number: issue,
    marker,
    body,
    ...(existing ? { id: existing.id } : {}),
  };
  return {
    actions: [
      ...(plans.length > 0 ? [react('eyes')] : []),
      ...plans.flatMap(({ actions }) => actions),
      ...(isSaid ? [] : [say]),
      react(answers.some((each) => each.refused) ? 'confused' : '+1'),
    ],
    decisions: plans.flatMap(({ decisions = [] }) => decisions),
    remember: plans.flatMap(({ remember = [] }) => remember),
    next: plans.flatMap(({ next = [] }) => next),
    outcome: answers
      .map(
        ({ line, done, refused }) => `${line || 'help'}: ${refused ? `refused, ${refused.why}` : done?.plan.outcome}`,
      )
      .join('; '),
  };
}

/** GitHub refused one of the writes for good: what was written before it stands, and what would come after it isn't tried. */
function refused(facts: Facts, message: string, action: Action): Plan {
  const at = facts.answers.findIndex(({ done }) => done?.plan.actions.includes(action));
  const answers = facts.answers.map((each, index): Answered => {
    const { line, done } = each;
    if (!done || index < at || (index > at && done.plan.actions.length === 0)) return each;
    if (index > at) return { line, refused: { why: NOT_TRIED } };
    const instead = done.refused?.(message, action);
    return {
      line,
      refused: { why: instead ? '' : refusedByGitHub(message) },
      ...(instead ? { done: { plan: instead } } : {}),
    };
  });
  const plan = planOf(facts, answers);
  const written = facts.answers.slice(0, at).flatMap(({ done }) => done?.plan.actions ?? []);
  const stands = (each: Action) => written.includes(each) || (each.kind === 'reaction' && each.content === 'eyes');
  return { ...plan, actions: plan.actions.filter((each) => !stands(each)) };
}

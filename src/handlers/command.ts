import { z } from 'zod';
import { nearest } from '../config/nearest.ts';
import type { Delivery } from '../domain/delivery.ts';
import { UserError } from '../domain/user-error.ts';
import { GitHubRefusal } from '../github/errors.ts';
import { readAnswer } from '../github/read-answer.ts';
import { answerMarker, mayNot, NOT_A_PULL_REQUEST, refusedByGitHub, unknownCommand } from '../messages/command.ts';
import { type Answered, type Conversation, droppedPlan, planOf, refusedPlan } from './command-answers.ts';
import { commandLines } from './command-lines.ts';
import { mayAsk } from './command-rights.ts';
import type { Asked } from './commands/define.ts';
import { COMMANDS } from './commands/index.ts';
import { defineFeature } from './feature.ts';
import type { Ports } from './ports.ts';
import { isWritten } from './shared/judge.ts';
import { readPayload } from './shared/payload.ts';
import { loadPolicy } from './shared/policy.ts';
import { withMemos } from './shared/with-memos.ts';

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
export const command = defineFeature<Conversation>({
  name: 'command',
  on: ['issue_comment.created'],
  gather,
  decide: planOf,
  refused: refusedPlan,
  dropped: droppedPlan,
});

async function gather(delivery: Delivery, ports: Ports): Promise<Conversation | null> {
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
    at: comment.created_at,
    issue: {
      number: issue.number,
      author: issue.user.login,
      body: issue.body ?? '',
      isPullRequest: issue.pull_request !== undefined,
    },
    commands: COMMANDS,
  };
  const answers: Answered[] = [];
  for (const line of lines) {
    const memory = withMemos(
      ports.memory,
      answers.flatMap(({ done }) => done?.plan.remember ?? []),
    );
    answers.push(await answer(line, { ...asked, ports: { ...ports, memory } }));
  }
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
    const done = await found.run(words, asked);
    return { line, done, refused: done.failed };
  } catch (error) {
    if (error instanceof UserError) return { line, refused: { why: error.message, fix: error.fix } };
    if (error instanceof GitHubRefusal) return { line, refused: { why: refusedByGitHub(error.message) } };
    throw error;
  }
}

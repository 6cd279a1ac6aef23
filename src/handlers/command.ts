import { z } from 'zod';
import type { Action, Plan } from '../domain/action.ts';
import type { Delivery } from '../domain/delivery.ts';
import { atLeast, type Permission, sameLogin } from '../domain/person.ts';
import type { RepositoryRef } from '../domain/repository.ts';
import { readPermission } from '../github/read-permission.ts';
import { helpComment, refusedComment } from '../messages/command.ts';
import { defineFeature, type Feature, type Prepared } from './feature.ts';
import type { Ports } from './ports.ts';
import { project } from './project.ts';
import { pullRequest } from './pull-request.ts';
import { release } from './release.ts';
import { isWritten } from './shared/judge.ts';
import { readPayload } from './shared/payload.ts';
import { loadPolicy } from './shared/policy.ts';

interface Facts {
  readonly repository: RepositoryRef;
  readonly issue: number;
  readonly comment: number;
  readonly verb: string;
  readonly outcome: Outcome;
}

type Outcome =
  | { readonly kind: 'help' }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'done'; readonly prepared: Prepared | null };

const payloadSchema = z.object({
  comment: z.object({ id: z.int(), body: z.string(), user: z.object({ login: z.string(), type: z.string() }) }),
  issue: z.object({
    number: z.int(),
    title: z.string(),
    body: z.string().nullable(),
    user: z.object({ login: z.string() }),
    pull_request: z.unknown().optional(),
  }),
});

type Payload = z.infer<typeof payloadSchema>;

/** Answers `/innkeeper …` in comments. */
export const command = defineFeature<Facts>({
  name: 'command',
  on: ['issue_comment.created'],
  gather,
  decide,
  refused,
});

async function gather(delivery: Delivery, ports: Ports): Promise<Facts | null> {
  const payload = readPayload(delivery, payloadSchema);
  const { repository, installation } = delivery;
  if (!payload || !repository || installation === null || payload.comment.user.type === 'Bot') return null;
  const words = /^\/innkeeper(?:[ \t]+([^\n]*))?$/m.exec(payload.comment.body.trim().split('\n')[0] ?? '');
  if (!words) return null;
  const { policy } = await loadPolicy(ports, repository.owner, installation);
  if (!policy || !isWritten(policy.mode)) return null;
  const [verb = 'help', ...args] = (words[1] ?? 'help').trim().split(/\s+/);
  const outcome = await run({ verb, args, payload, delivery, ports, repository, installation });
  return { repository, issue: payload.issue.number, comment: payload.comment.id, verb, outcome };
}

interface Invocation {
  readonly verb: string;
  readonly args: readonly string[];
  readonly payload: Payload;
  readonly delivery: Delivery;
  readonly ports: Ports;
  readonly repository: RepositoryRef;
  readonly installation: number;
}

async function run(invocation: Invocation): Promise<Outcome> {
  const { verb, args, payload } = invocation;
  const onPullRequest = payload.issue.pull_request !== undefined;
  const number = { number: payload.issue.number };
  switch (verb) {
    case 'help':
      return { kind: 'help' };
    case 'check':
      return onPullRequest
        ? planOf(pullRequest, invocation, 'pull-request', number)
        : planOf(project, invocation, 'check', {});
    case 'reviewers': {
      if (!onPullRequest) return { kind: 'refused', why: 'only a pull request has reviewers.' };
      const own = sameLogin(payload.comment.user.login, payload.issue.user.login);
      if (!own && !(await may(invocation, 'write'))) {
        return { kind: 'refused', why: 'only the author and people with write access may ask for reviewers again.' };
      }
      return planOf(pullRequest, invocation, 'pull-request', { ...number, anew: true });
    }
    case 'register': {
      if (!(await may(invocation, 'maintain'))) {
        return { kind: 'refused', why: 'only owners and people with maintain access may register releases.' };
      }
      const tag = args[0] ?? tagOf(payload.issue.body ?? '');
      if (!tag) return { kind: 'refused', why: 'name the release’s tag, as in /innkeeper register v1.2.3.' };
      return planOf(release, invocation, 'register', { release: { tag_name: tag } });
    }
    default:
      return { kind: 'refused', why: 'there is no such command. Comment /innkeeper help for those there are.' };
  }
}

function tagOf(issueBody: string): string | undefined {
  return /^<!-- innkeeper:release (\S+) -->/.exec(issueBody)?.[1];
}

async function may({ ports, installation, repository, payload }: Invocation, needed: Permission): Promise<boolean> {
  const permission = await readPermission(ports.github(installation), repository, payload.comment.user.login);
  return atLeast(permission, needed);
}

/** A command runs the very feature that the event would have run. */
async function planOf(
  feature: Feature,
  { delivery, ports }: Invocation,
  action: string,
  payload: object,
): Promise<Outcome> {
  const prepared = await feature.prepare({ ...delivery, event: 'innkeeper', action, payload: { ...payload } }, ports);
  return { kind: 'done', prepared };
}

function decide({ repository, issue, comment, verb, outcome }: Facts): Plan {
  const react = (content: 'eyes' | '+1' | 'confused'): Action => ({ kind: 'reaction', repository, comment, content });
  const say = (body: string): Action => ({ kind: 'comment', repository, number: issue, marker: '', body });
  if (outcome.kind === 'help') return { actions: [say(helpComment()), react('+1')], outcome: 'help given' };
  if (outcome.kind === 'refused') {
    return { actions: [react('confused'), say(refusedComment(verb, outcome.why))], outcome: `refused: ${outcome.why}` };
  }
  const plan = outcome.prepared?.plan;
  return {
    ...plan,
    actions: [react('eyes'), ...(plan?.actions ?? []), react('+1')],
    outcome: `${verb}: ${plan?.outcome ?? 'nothing to do'}`,
  };
}

/** The commit that the command came to was refused: the feature behind it knows what to tell. */
function refused(facts: Facts, message: string): Plan {
  const { repository, comment, verb, outcome } = facts;
  const plan = outcome.kind === 'done' ? outcome.prepared?.refused?.(message) : undefined;
  return {
    ...plan,
    actions: [...(plan?.actions ?? []), { kind: 'reaction', repository, comment, content: 'confused' }],
    outcome: `${verb}: ${plan?.outcome ?? message}`,
  };
}

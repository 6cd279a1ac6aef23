import { z } from 'zod';
import type { Policy } from '../config/policy.ts';
import type { Action, Plan } from '../domain/action.ts';
import type { Delivery } from '../domain/delivery.ts';
import { fullName, type RepositoryRef } from '../domain/repository.ts';
import { readWaiting } from '../github/read-waiting.ts';
import { THANKS_MARKER } from '../messages/markers.ts';
import { thanks as thanksComment } from '../messages/thanks.ts';
import { defineFeature } from './feature.ts';
import type { Ports } from './ports.ts';
import { isWritten } from './shared/judge.ts';
import { readPayload } from './shared/payload.ts';
import { loadPolicy } from './shared/policy.ts';
import { CONTRIBUTIONS, type KnownPromise, PROMISE } from './shared/promise.ts';
import { pullRequestKey } from './shared/pull-request-key.ts';
import { proposeTrusted } from './thanks-trusted.ts';

/** What is remembered of one person's contributions to another team's repository. */
export interface Contributions {
  /** `owner/name` */
  readonly repository: string;
  readonly login: string;
  /** The merged ones, by their numbers, the oldest first; ISO 8601. */
  readonly merged: readonly { readonly number: number; readonly at: string }[];
  /** They were proposed as a trusted committer: that is done once. */
  readonly proposed: boolean;
}

interface Facts {
  readonly repository: RepositoryRef;
  readonly number: number;
  readonly contributions: Contributions;
  readonly project: string;
  /** Nothing of theirs was merged here before, since Innkeeper came or ever. */
  readonly first: boolean;
  /** Is there a word of thanks to be written? */
  readonly thanking: boolean;
  readonly proposal: Extract<Action, { kind: 'pull-request' }> | null;
}

const schema = z.object({
  pull_request: z.object({
    number: z.int(),
    merged_at: z.string().nullable(),
    author_association: z.string(),
    user: z.object({ login: z.string() }),
  }),
});

/** Thanks for a merged contribution from another team, counts it, and proposes who has made many as a trusted committer. */
export const thanks = defineFeature<Facts>({
  name: 'thanks',
  on: ['pull_request.closed'],
  gather,
  decide,
  // The owners may not let the App open pull requests: then it is not proposed again.
  refused: (facts, message) => ({
    ...decide({ ...facts, thanking: false, proposal: null }),
    outcome: `not proposed: ${message}`,
  }),
});

async function gather(delivery: Delivery, ports: Ports): Promise<Facts | null> {
  const { repository, installation } = delivery;
  const pull = readPayload(delivery, schema)?.pull_request;
  if (!pull?.merged_at || !repository || installation === null) return null;
  const promise = await ports.memory.get<KnownPromise>(PROMISE, pullRequestKey(repository, pull.number));
  if (!promise?.crossTeam) return null;
  const { policy } = await loadPolicy(ports, repository.owner, installation);
  if (!policy) return null;
  const contributions = await counted(ports, repository, { ...pull, at: pull.merged_at });
  const written = isWritten(policy.mode);
  const place = { repository, installation, login: pull.user.login };
  const good = written && isMember(pull.author_association) ? recent(contributions, policy, pull.merged_at) : null;
  const proposal = good ? await proposeTrusted(ports, { ...place, count: good }) : null;
  return {
    repository,
    number: pull.number,
    contributions: { ...contributions, proposed: contributions.proposed || proposal !== null },
    project: promise.project,
    first: promise.newcomer === true && contributions.merged.length === 1,
    thanking: written && policy.contributors.thanks && !(await isThanked(ports, { ...place, number: pull.number })),
    proposal,
  };
}

function contributionsKey(repository: RepositoryRef, login: string): string {
  return `${fullName(repository)}#${login};`.toLowerCase();
}

/** With this one, whether or not it was counted before. */
async function counted(
  ports: Ports,
  repository: RepositoryRef,
  { number, at, user: { login } }: { number: number; at: string; user: { login: string } },
): Promise<Contributions> {
  const known = await ports.memory.get<Contributions>(CONTRIBUTIONS, contributionsKey(repository, login));
  const others = (known?.merged ?? []).filter((each) => each.number !== number);
  const merged = [...others, { number, at }];
  return { repository: fullName(repository), login, merged, proposed: known?.proposed ?? false };
}

/** People from outside the organisation may not even read what they would review. */
function isMember(association: string): boolean {
  return ['MEMBER', 'OWNER'].includes(association);
}

const YEAR_MS = 365 * 24 * 60 * 60_000;

/** How many contributions of the last year, where they are enough for a proposal that wasn't made yet. */
function recent({ merged, proposed }: Contributions, policy: Policy, at: string): number | null {
  const enough = policy.contributors['trusted-after'];
  const count = merged.filter((each) => Date.parse(at) - Date.parse(each.at) < YEAR_MS).length;
  return !proposed && enough > 0 && count >= enough ? count : null;
}

async function isThanked(
  ports: Ports,
  { repository, installation, number }: { repository: RepositoryRef; installation: number; number: number },
): Promise<boolean> {
  const now = await readWaiting(ports.github(installation), repository, number);
  return now === null || now.comments.some((body) => body.startsWith(THANKS_MARKER));
}

function decide({ repository, number, contributions, project, first, thanking, proposal }: Facts): Plan {
  const { login, merged } = contributions;
  const body = thanksComment({ login, project, first });
  const comment: Action[] = thanking ? [{ kind: 'comment', repository, number, marker: THANKS_MARKER, body }] : [];
  return {
    actions: [...comment, ...(proposal ? [proposal] : [])],
    outcome: `contribution ${merged.length} of ${login}${proposal ? ', proposed as a trusted committer' : ''}`,
    remember: [{ kind: CONTRIBUTIONS, key: contributionsKey(repository, login), value: contributions }],
  };
}

import { z } from 'zod';
import type { Policy } from '../../config/policy.ts';
import type { Memo } from '../../domain/action.ts';
import type { Delivery } from '../../domain/delivery.ts';
import { fullName, type RepositoryRef } from '../../domain/repository.ts';
import type { Answer } from '../../reviewers/promise/answer.ts';
import type { Calendar } from '../../reviewers/promise/calendar.ts';
import type { Clock } from '../../reviewers/promise/clock.ts';
import { selectReviewers } from '../../reviewers/select.ts';
import type { Selection } from '../../reviewers/selection.ts';
import type { Ports } from '../ports.ts';
import type { PullRequestFacts } from '../pull-request/pull-request-facts.ts';
import { ownersAmong } from './judge.ts';
import { isCrossTeam } from './ownership.ts';
import { readPayload } from './payload.ts';
import { pullRequestKey } from './pull-request-key.ts';
import { selectionInput } from './selection-input.ts';

/** What is remembered of a pull request, when it is looked at, for those who meet its author. */
export const PROMISE = 'promise';
/** A pull request whose author waits, or waited, for an answer. */
export const WAITING = 'waiting';
/** What became of each promise, for the insights. */
export const ANSWER = 'answer';
/** What a person has contributed to a repository of another team. */
export const CONTRIBUTIONS = 'contributions';

export interface KnownPromise {
  /** Made to guests alone: a team settles by itself how soon it looks at its own. */
  readonly crossTeam: boolean;
  /** Is it the author's first contribution to the repository? `null` where it isn't known. */
  readonly newcomer: boolean | null;
  /** The project's name for people. */
  readonly project: string;
  /** As the manifest says it. */
  readonly response: string | null;
  /** The owning team, as written. */
  readonly owners: readonly string[];
  /** Logins of the owners' people, trusted committers and those asked for a review: theirs is an answer. */
  readonly answerers: readonly string[];
  /** The login of whom to ask next, should nobody answer. */
  readonly standIn: string | null;
}

export interface Waiting {
  readonly repository: RepositoryRef;
  readonly number: number;
  readonly installation: number;
  /** As the manifest said it when the clock was last looked at. */
  readonly response: string;
  /** Logins whose review was asked for at any time. */
  readonly asked: readonly string[];
  /** `null`: nobody waits now. */
  readonly clock: Clock | null;
  /** When anything happened last; what is told of before then comes too late. ISO 8601. */
  readonly changedAt: string;
}

export function promiseMemo(facts: PullRequestFacts, selection: Selection | null): Memo {
  const { reading, judgement, ownership } = facts;
  const { pullRequest: pull } = reading;
  const { project } = judgement;
  const fileOwners = ownership.files.flatMap(({ owners }) => owners);
  const able = ownersAmong(ownership.resolved, [...ownership.owningTeams, ...fileOwners, ...project.trustedCommitters]);
  const chosen = (selection?.reviewers ?? []).filter(({ team }) => !team).map(({ who }) => who);
  const people = able.flatMap(({ members }) => members);
  const value: KnownPromise = {
    crossTeam: isCrossTeam(facts),
    newcomer: facts.newcomer,
    project: project.title ?? project.name,
    response: project.support.response ?? null,
    owners: ownership.owningTeams,
    answerers: [...new Set([...people, ...pull.requested.users, ...chosen])],
    standIn: selection ? standInFor(facts, chosen, people) : null,
  };
  return { kind: PROMISE, key: pullRequestKey(pull.repository, pull.number), value };
}

/** Whether a pull request's author is new here, as known from before, or else of whom to find it out. */
export async function knownNewcomer(
  ports: Ports,
  delivery: Delivery,
  number: number,
): Promise<{ known: boolean | null; ask: string | null }> {
  const { repository } = delivery;
  const before = repository && (await ports.memory.get<KnownPromise>(PROMISE, pullRequestKey(repository, number)));
  const known = before?.newcomer ?? null;
  const author = z.object({
    pull_request: z.object({ user: z.object({ login: z.string(), type: z.literal('User') }) }),
  });
  return { known, ask: known === null ? (readPayload(delivery, author)?.pull_request.user.login ?? null) : null };
}

/** Who would be asked if those who are asked now weren't there. */
function standInFor(facts: PullRequestFacts, chosen: readonly string[], people: readonly string[]): string | null {
  const input = selectionInput(facts);
  const silent = [...input.requested.users, ...input.reviewed, ...chosen];
  const { reviewers } = selectReviewers({
    ...input,
    requested: { users: [], teams: [] },
    reviewed: [],
    removed: { ...input.removed, users: [...input.removed.users, ...silent] },
  });
  return reviewers.find(({ who, team }) => !team && people.includes(who))?.who ?? null;
}

export function waitingMemo(waiting: Waiting): Memo {
  return { kind: WAITING, key: pullRequestKey(waiting.repository, waiting.number), value: waiting };
}

/** One for each time that an author waited: told twice, it is still one. */
export function answerMemo({ repository, number }: Waiting, times: Pick<Answer, 'since' | 'due' | 'answeredAt'>): Memo {
  const value: Answer = { repository: fullName(repository), number, ...times };
  return { kind: ANSWER, key: `${pullRequestKey(repository, number)}${times.since}`, value };
}

export function calendarOf({ support }: Policy): Calendar {
  return {
    timeZone: support['time-zone'],
    days: support.days,
    hours: support.hours,
    holidays: support.holidays,
  };
}

import { z } from 'zod';
import type { Delivery } from '../../domain/delivery.ts';
import { sameLogin } from '../../domain/person.ts';
import type { Happening } from '../../reviewers/promise/clock.ts';
import { commandLines } from '../command-lines.ts';
import { readPayload } from '../shared/payload.ts';

/** Something that somebody did to a pull request. */
export interface PullRequestEvent {
  readonly number: number;
  /** ISO 8601, to the second: some times come so from GitHub, and those of one second are as they arrive. */
  readonly at: string;
  /** Logins whose review is asked for. */
  readonly asked: readonly string[];
  /** Whoever did it is the author, one of those who may answer, or anybody else. @param answerers logins */
  readonly happening: (answerers: readonly string[]) => Happening | null;
}

const person = z.object({ login: z.string(), type: z.string() });
const pull = z.object({
  number: z.int(),
  draft: z.boolean(),
  user: person,
  created_at: z.string(),
  closed_at: z.string().nullable(),
  // A team among them has no login.
  requested_reviewers: z.array(z.object({ login: z.string().optional() })),
});
const schema = z.object({
  sender: person,
  pull_request: pull.optional(),
  review: z.object({ submitted_at: z.string() }).optional(),
  issue: z.object({ number: z.int(), user: person, pull_request: z.object({}).optional() }).optional(),
  comment: z.object({ body: z.string(), created_at: z.string() }).optional(),
});

/** Reads what an event means to who waits for an answer; `null` where it means nothing, as what bots do. */
export function pullRequestEvent(delivery: Delivery): PullRequestEvent | null {
  const payload = readPayload(delivery, schema);
  if (!payload) return null;
  const { sender, pull_request: found, review, issue, comment } = payload;
  const isBot = sender.type === 'Bot';
  if (comment) {
    // What is asked of Innkeeper is no answer to anybody.
    if (!issue?.pull_request || isBot || commandLines(comment.body).length > 0) return null;
    const happening = spokenBy(sender.login, issue.user.login);
    return { number: issue.number, at: toSecond(comment.created_at), asked: [], happening };
  }
  if (!found) return null;
  const asked = found.requested_reviewers.flatMap(({ login }) => login ?? []);
  const happening = review ? spokenBy(sender.login, found.user.login) : happeningTo(found, delivery.action, sender);
  // Whom Innkeeper itself asks is asked in the author's name: the clock runs already.
  const ignored = isBot && delivery.action !== 'closed';
  return {
    number: found.number,
    at: toSecond(review?.submitted_at ?? timeOf(found, delivery)),
    asked,
    happening: ignored ? () => null : happening,
  };
}

/** `updated_at` isn't it: GitHub leaves it as it is for many events. */
function timeOf({ created_at: created, closed_at: closed }: z.infer<typeof pull>, delivery: Delivery): string {
  if (delivery.action === 'opened') return created;
  return closed ?? delivery.receivedAt;
}

function toSecond(time: string): string {
  return new Date(Math.floor(Date.parse(time) / 1000) * 1000).toISOString();
}

function happeningTo(
  { draft, user }: z.infer<typeof pull>,
  action: string | null,
  sender: z.infer<typeof person>,
): PullRequestEvent['happening'] {
  const byAuthor = sameLogin(sender.login, user.login);
  if (action === 'closed') return () => (byAuthor ? null : 'answered');
  if (draft) return () => 'withdrawn';
  // A push answers nobody, whoever makes it.
  if (action === 'synchronize') return () => (byAuthor ? 'author-spoke' : null);
  return () => 'asked';
}

function spokenBy(login: string, author: string): PullRequestEvent['happening'] {
  return (answerers) => {
    if (sameLogin(login, author)) return 'author-spoke';
    return answerers.some((each) => sameLogin(each, login)) ? 'answered' : null;
  };
}

import { type Action, addressOfPullRequest } from '../domain/action.ts';
import { fullName } from '../domain/repository.ts';
import type { Client } from './client.ts';
import { ConflictError, GitHubRefusal, isConflict } from './errors.ts';
import { path } from './route.ts';
import { applyCheck } from './write-check.ts';
import { applyCommit, type CommitWriter } from './write-commit.ts';
import { applyIssue } from './write-issue.ts';
import { applyLabels } from './write-labels.ts';
import { applyPullRequest, endPullRequest } from './write-pull-request.ts';
import { applyReviewRequest, type Dropped } from './write-review-request.ts';

/** GitHub will not take a write that the rest of the plan builds on: a commit into a branch that is protected against the App, say. */
export class WriteRefused extends Error {
  readonly action: Action;

  constructor(message: string, action: Action, cause: unknown) {
    super(message, { cause });
    this.name = 'WriteRefused';
    this.action = action;
  }
}

/** What became of one action: what it was done to, and what a person should know of it. */
export interface Applied {
  readonly kind: Action['kind'];
  readonly target: string;
  readonly note?: string;
  /** Reviewers whom GitHub didn't take: logins and team slugs. */
  readonly dropped?: readonly string[];
}

/**
 * Carries out a plan in its order. An action that GitHub refuses for good doesn't stop those after it: its refusal is its note. Conflicts and
 * passing faults are thrown: the feature reads and decides again.
 * @param commit how a commit is made, where that has been seen to already
 */
export async function applyActions(
  client: Client,
  actions: readonly Action[],
  done: (applied: Applied, left: number) => Promise<void> | void,
  commit: CommitWriter = applyCommit,
): Promise<readonly Applied[]> {
  const results: Applied[] = [];
  for (const action of actions) {
    const result = await applyOne({ client, commit }, withAddresses(action, results));
    results.push(result);
    await done(result, actions.length - results.length);
  }
  return results;
}

/** A comment or a check may tell of pull requests that the plan has opened before it. */
function withAddresses(action: Action, results: readonly Applied[]): Action {
  const told = (words: string) =>
    results.reduce((text, { kind, target, note }) => {
      const branch = target.slice(target.indexOf(':') + 1);
      return kind === 'pull-request' && note ? text.replaceAll(addressOfPullRequest(branch), note) : text;
    }, words);
  if (action.kind === 'comment') return { ...action, body: told(action.body) };
  return action.kind === 'check' ? { ...action, summary: told(action.summary) } : action;
}

interface GitHub {
  readonly client: Client;
  readonly commit: CommitWriter;
}

async function applyOne(github: GitHub, action: Action): Promise<Applied> {
  const target = targetOf(action);
  try {
    const said = await write(github, action);
    return { kind: action.kind, target, ...(typeof said === 'string' ? { note: said } : said) };
  } catch (error) {
    if (!(error instanceof GitHubRefusal)) throw error;
    if (isConflict(error)) throw new ConflictError(error.message, error);
    // What follows a commit tells of it: it must not be told when it wasn't made.
    if (isBuiltOn(action)) throw new WriteRefused(error.message, action, error);
    return { kind: action.kind, target, note: `refused by GitHub (${error.status}): ${error.message}` };
  }
}

function isBuiltOn(action: Action): boolean {
  if (action.kind === 'request-review') return action.byName === true;
  return action.kind === 'commit' || action.kind === 'pull-request';
}

/** @returns a note where something in the answer is worth telling. */
async function write({ client, commit }: GitHub, action: Action): Promise<string | Dropped | undefined> {
  switch (action.kind) {
    case 'comment':
      return applyComment(client, action);
    case 'label':
      return applyLabels(client, action);
    case 'request-review':
      return applyReviewRequest(client, action);
    case 'check':
      return applyCheck(client, action);
    case 'issue':
      return applyIssue(client, action);
    case 'properties':
      return applyProperties(client, action);
    case 'commit':
      return commit(client, action);
    case 'pull-request':
      return 'end' in action ? endPullRequest(client, action) : applyPullRequest(client, action);
    case 'dispatch':
      await client.rest('POST /repos/{owner}/{repo}/dispatches', {
        ...path(action.repository),
        event_type: action.event,
        client_payload: action.payload,
      });
      return undefined;
    case 'reaction':
      await client.rest('POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions', {
        ...path(action.repository),
        comment_id: action.comment,
        content: action.content,
      });
      return undefined;
  }
}

async function applyComment(client: Client, action: Extract<Action, { kind: 'comment' }>): Promise<undefined> {
  if (action.id === undefined) {
    await client.rest('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
      ...path(action.repository),
      issue_number: action.number,
      body: action.body,
    });
  } else {
    await client.rest('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', {
      ...path(action.repository),
      comment_id: action.id,
      body: action.body,
    });
  }
}

async function applyProperties(client: Client, action: Extract<Action, { kind: 'properties' }>): Promise<undefined> {
  await client.rest('PATCH /orgs/{org}/properties/values', {
    org: action.repository.owner,
    repository_names: [action.repository.name],
    properties: Object.entries(action.values).map(([name, value]) => ({ property_name: name, value })),
  });
}

function targetOf(action: Action): string {
  const repository = fullName(action.repository);
  if (action.kind === 'check') return `${repository}@${action.sha.slice(0, 10)} ${action.name}`;
  if ('end' in action) return `${repository}#${action.number}`;
  if (action.kind === 'commit' || action.kind === 'pull-request') return `${repository}:${action.branch}`;
  const number = 'number' in action ? action.number : undefined;
  return number === undefined ? repository : `${repository}#${number}`;
}

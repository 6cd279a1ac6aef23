import type { Activity } from '../domain/activity.ts';
import type { RepositoryRef } from '../domain/repository.ts';
import type { Client } from './client.ts';
import { ACTIVITY_FIELDS, type ActivityNode, QUARTER, quarterBefore, readActivity } from './read-activity.ts';
import { type ChecksNode, checkFields, type ExistingCheck, readCheck } from './read-checks.ts';
import { type ExistingIssue, findIssue, ISSUES_FIELDS, type IssuesNode } from './read-issues.ts';
import { withLongCodeowners } from './read-long-codeowners.ts';
import {
  addressOf,
  type InheritedNode,
  inheritedField,
  type RepositoryQueryNode,
  type RepositoryReading,
  readRepository,
  repositoryFields,
} from './read-repository.ts';

/** All that a repository's check needs, from one query. */
export interface ProjectReading extends RepositoryReading {
  /** The default branch's newest commit, `null` in an empty repository. */
  readonly head: string | null;
  readonly check: ExistingCheck | null;
  readonly issue: ExistingIssue | null;
  readonly activity: Activity;
}

interface Answer {
  readonly repository:
    | (RepositoryQueryNode &
        ActivityNode &
        IssuesNode & { readonly head: ({ readonly oid: string } & ChecksNode) | null })
    | null;
  readonly inherited: InheritedNode;
}

/** @returns `null` where the repository is gone or out of the App's sight. */
export async function readProject(
  client: Client,
  input: { repository: RepositoryRef; appId: number; check: string; marker: string; now: Date },
): Promise<ProjectReading | null> {
  const answer = await client.graphql<Answer>(
    `query Project($owner: String!, $name: String!, ${QUARTER}) {
      repository(owner: $owner, name: $name) {
        ${repositoryFields('HEAD')}
        ${ACTIVITY_FIELDS}
        ${ISSUES_FIELDS}
        head: object(expression: "HEAD") { ... on Commit { oid ${checkFields(input.appId, input.check)} } }
      }
      ${inheritedField(input.repository.owner)}
    }`,
    { ...addressOf(input.repository), ...quarterBefore(input.now) },
  );
  const node = answer.repository;
  if (!node) return null;
  const reading = readRepository(node, answer.inherited);
  return {
    ...reading,
    files: await withLongCodeowners(client, { repository: input.repository, commit: 'HEAD' }, reading.files),
    head: node.head?.oid ?? null,
    check: readCheck(node.head),
    issue: findIssue(node, input.marker),
    activity: readActivity(node),
  };
}

import { approvals } from './approvals.ts';
import { changelogEntry } from './changelog-entry.ts';
import { judgedByBase } from './judged-by-base.ts';
import { keepsDocuments } from './keeps-documents.ts';
import { pullRequestDescription } from './pull-request-description.ts';
import { pullRequestSize } from './pull-request-size.ts';
import { pullRequestTitle } from './pull-request-title.ts';
import type { PullRequestRule } from './rule.ts';

/** Every rule for pull requests, in the order in which people read them. */
export const PULL_REQUEST_RULES: readonly PullRequestRule[] = [
  pullRequestDescription,
  pullRequestTitle,
  pullRequestSize,
  keepsDocuments,
  changelogEntry,
  judgedByBase,
  approvals,
];

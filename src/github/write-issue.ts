import type { Action } from '../domain/action.ts';
import type { Client } from './client.ts';
import { ISSUE_LABEL } from './read-issues.ts';
import { path } from './route.ts';

export async function applyIssue(client: Client, action: Extract<Action, { kind: 'issue' }>): Promise<undefined> {
  const { title, body, state } = action;
  if (action.number === undefined) {
    await client.rest('POST /repos/{owner}/{repo}/issues', {
      ...path(action.repository),
      title,
      body,
      labels: [ISSUE_LABEL],
    });
    return;
  }
  await client.rest('PATCH /repos/{owner}/{repo}/issues/{issue_number}', {
    ...path(action.repository),
    issue_number: action.number,
    title,
    state,
    ...(body === undefined ? {} : { body }),
    ...(state === 'closed' ? { state_reason: 'completed' } : {}),
  });
}

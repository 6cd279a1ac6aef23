import type { Action } from '../domain/action.ts';
import type { Client } from './client.ts';
import { GitHubRefusal } from './errors.ts';
import { path } from './route.ts';

export async function applyLabels(client: Client, action: Extract<Action, { kind: 'label' }>): Promise<undefined> {
  const repository = path(action.repository);
  for (const label of action.add.filter(({ name }) => action.create.includes(name))) {
    await tolerate(422, client.rest('POST /repos/{owner}/{repo}/labels', { ...repository, ...label }));
  }
  if (action.add.length > 0) {
    await client.rest('POST /repos/{owner}/{repo}/issues/{issue_number}/labels', {
      ...repository,
      issue_number: action.number,
      labels: action.add.map(({ name }) => name),
    });
  }
  for (const name of action.remove) {
    const route = 'DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}';
    await tolerate(404, client.rest(route, { ...repository, issue_number: action.number, name }));
  }
}

/** Somebody else was faster: the label is there (422) or gone (404) already, which is what was wanted. */
async function tolerate(status: number, request: Promise<unknown>): Promise<void> {
  try {
    await request;
  } catch (error) {
    if (!(error instanceof GitHubRefusal && error.status === status)) throw error;
  }
}

import type { IssueModel, RepositoryModel } from '../model.ts';
import * as payloads from '../payloads/index.ts';
import { type Call, needed, onRepository, type Route, text, texts } from './router.ts';

const ISSUE = '/repos/{owner}/{repo}/issues/{issue_number}';

export const issueOf = ({ world, params }: Call, repository: RepositoryModel): IssueModel =>
  world.issue(repository, Number(params.issue_number));

export const ISSUE_ROUTES: readonly Route[] = [
  onRepository('GET /repos/{owner}/{repo}/issues', 'read', ({ world, query }, repository) => {
    const state = query.get('state') ?? 'open';
    const labels = (query.get('labels') ?? '').split(',').filter(Boolean);
    const creator = query.get('creator');
    const since = query.get('since');
    const found = [...repository.issues.values()].filter(
      (each) =>
        (state === 'all' || each.state === state) &&
        labels.every((name) => each.labels.has(name)) &&
        (!creator || each.author.login === creator) &&
        (!since || each.updatedAt >= since),
    );
    if (query.get('direction') !== 'asc') found.reverse();
    return { page: found.map((each) => payloads.issue(world, repository, each)) };
  }),
  onRepository(
    'POST /repos/{owner}/{repo}/issues',
    'read',
    ({ world, body, caller }, repository) => {
      const issue = world.createIssue(
        repository,
        { title: needed(body.title, 'title'), body: text(body.body) ?? null, labels: texts(body.labels) },
        caller.actor,
      );
      return { status: 201, json: payloads.issue(world, repository, issue) };
    },
    { notifying: true },
  ),
  onRepository(`GET ${ISSUE}`, 'read', (call, repository) => ({
    json: payloads.issue(call.world, repository, issueOf(call, repository)),
  })),
  onRepository(`PATCH ${ISSUE}`, 'triage', (call, repository) => {
    const { world, body, caller } = call;
    const issue = issueOf(call, repository);
    world.updateIssue(repository, issue, changeOf(body), caller.actor);
    if (Array.isArray(body.labels)) world.setLabels(repository, issue, texts(body.labels), caller.actor);
    return { json: payloads.issue(world, repository, issue) };
  }),
];

export function changeOf(body: Readonly<Record<string, unknown>>): { title?: string; body?: string; state?: string } {
  return {
    ...(text(body.title) === undefined ? {} : { title: text(body.title) as string }),
    ...(text(body.body) === undefined ? {} : { body: text(body.body) as string }),
    ...(text(body.state) === undefined ? {} : { state: text(body.state) as string }),
  };
}

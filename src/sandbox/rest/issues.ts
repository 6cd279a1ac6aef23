import type { IssueModel, RepositoryModel } from '../model.ts';
import * as payloads from '../payloads/index.ts';
import { Refused } from '../refused.ts';
import { type Call, needed, onRepository, type Route, text, texts } from './router.ts';

const issueOf = ({ world, params }: Call, repository: RepositoryModel): IssueModel =>
  world.issue(repository, Number(params.number));

export const ISSUE_ROUTES: readonly Route[] = [
  onRepository('GET /repos/{owner}/{repo}/issues', 'read', ({ world, query }, repository) => {
    const state = query.get('state') ?? 'open';
    const labels = (query.get('labels') ?? '').split(',').filter(Boolean);
    const creator = query.get('creator');
    const found = [...repository.issues.values()].filter(
      (each) =>
        (state === 'all' || each.state === state) &&
        labels.every((name) => each.labels.has(name)) &&
        (!creator || each.author.login === creator),
    );
    return { page: found.reverse().map((each) => payloads.issue(world, repository, each)) };
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
  onRepository('GET /repos/{owner}/{repo}/issues/{number}', 'read', (call, repository) => ({
    json: payloads.issue(call.world, repository, issueOf(call, repository)),
  })),
  onRepository('PATCH /repos/{owner}/{repo}/issues/{number}', 'triage', (call, repository) => {
    const { world, body, caller } = call;
    const issue = issueOf(call, repository);
    world.updateIssue(repository, issue, changeOf(body), caller.actor);
    return { json: payloads.issue(world, repository, issue) };
  }),
  onRepository('GET /repos/{owner}/{repo}/issues/{number}/comments', 'read', (call, repository) => {
    const issue = issueOf(call, repository);
    return { page: issue.comments.map((each) => payloads.comment(call.world, repository, issue, each)) };
  }),
  onRepository(
    'POST /repos/{owner}/{repo}/issues/{number}/comments',
    'read',
    (call, repository) => {
      const issue = issueOf(call, repository);
      const comment = call.world.comment(repository, issue, needed(call.body.body, 'body'), call.caller.actor);
      return { status: 201, json: payloads.comment(call.world, repository, issue, comment) };
    },
    { notifying: true },
  ),
  onRepository('GET /repos/{owner}/{repo}/issues/comments/{id}', 'read', ({ world, params }, repository) => {
    const { issue, comment } = world.findComment(repository, Number(params.id));
    return { json: payloads.comment(world, repository, issue, comment) };
  }),
  onRepository(
    'PATCH /repos/{owner}/{repo}/issues/comments/{id}',
    'read',
    ({ world, params, body, caller }, repository) => {
      const { issue, comment } = world.findComment(repository, Number(params.id));
      if (comment.author.login !== caller.actor.login && world.permission(caller.actor, repository) !== 'admin')
        throw new Refused(403, 'Must have admin rights to Repository.');
      world.editComment(repository, comment.id, needed(body.body, 'body'), caller.actor);
      return { json: payloads.comment(world, repository, issue, comment) };
    },
  ),
  onRepository('GET /repos/{owner}/{repo}/issues/comments/{id}/reactions', 'read', ({ world, params }, repository) => ({
    page: world.findComment(repository, Number(params.id)).comment.reactions.map(({ user, content }, index) => ({
      id: index + 1,
      user: payloads.user(world, user),
      content,
    })),
  })),
  onRepository(
    'POST /repos/{owner}/{repo}/issues/comments/{id}/reactions',
    'read',
    ({ world, params, body, caller }, repository) => {
      const { comment } = world.findComment(repository, Number(params.id));
      const content = needed(body.content, 'content');
      const existing = comment.reactions.some(
        (each) => each.user.login === caller.actor.login && each.content === content,
      );
      if (!existing) comment.reactions.push({ user: caller.actor, content });
      return {
        status: existing ? 200 : 201,
        json: {
          id: comment.reactions.length,
          node_id: '',
          user: payloads.user(world, caller.actor),
          content,
          created_at: world.now(),
        },
      };
    },
  ),
  onRepository('GET /repos/{owner}/{repo}/labels', 'read', ({ world }, repository) => ({
    page: [...repository.labels.values()].map((each) => payloads.label(world, repository, each)),
  })),
  onRepository('POST /repos/{owner}/{repo}/labels', 'write', ({ world, body }, repository) => {
    const name = needed(body.name, 'name');
    if (repository.labels.has(name.toLowerCase()))
      throw new Refused(422, 'Validation Failed', [{ resource: 'Label', code: 'already_exists', field: 'name' }]);
    const label = world.ensureLabel(repository, name, {
      ...(text(body.color) ? { color: text(body.color) as string } : {}),
      description: text(body.description) ?? null,
    });
    return { status: 201, json: payloads.label(world, repository, label) };
  }),
  onRepository('GET /repos/{owner}/{repo}/issues/{number}/labels', 'read', (call, repository) => ({
    page: labelsJson(call, repository),
  })),
  onRepository('POST /repos/{owner}/{repo}/issues/{number}/labels', 'triage', (call, repository) => {
    call.world.addLabels(repository, issueOf(call, repository), texts(call.body.labels), call.caller.actor);
    return { json: labelsJson(call, repository) };
  }),
  onRepository('DELETE /repos/{owner}/{repo}/issues/{number}/labels/{name}', 'triage', (call, repository) => {
    call.world.removeLabel(repository, issueOf(call, repository), call.params.name ?? '', call.caller.actor);
    return { json: labelsJson(call, repository) };
  }),
];

export function changeOf(body: Readonly<Record<string, unknown>>): { title?: string; body?: string; state?: string } {
  return {
    ...(text(body.title) === undefined ? {} : { title: text(body.title) as string }),
    ...(text(body.body) === undefined ? {} : { body: text(body.body) as string }),
    ...(text(body.state) === undefined ? {} : { state: text(body.state) as string }),
  };
}

function labelsJson(call: Call, repository: RepositoryModel): unknown[] {
  return [...issueOf(call, repository).labels].flatMap((name) => {
    const label = repository.labels.get(name.toLowerCase());
    return label ? [payloads.label(call.world, repository, label)] : [];
  });
}

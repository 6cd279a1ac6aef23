import type { PullRequestModel, RepositoryModel } from '../model.ts';
import * as payloads from '../payloads/index.ts';
import { Refused } from '../refused.ts';
import { changeOf } from './issues.ts';
import { type Call, needed, onRepository, type Route, text } from './router.ts';

export const pullOf = ({ world, params }: Call, repository: RepositoryModel) =>
  world.pull(repository, Number(params.pull_number));

/** GitHub lists no more files of a pull request. */
const FILES_LIMIT = 3000;

export const PULL_ROUTES: readonly Route[] = [
  onRepository('GET /repos/{owner}/{repo}/pulls', 'read', ({ world, query }, repository) => {
    const state = query.get('state') ?? 'open';
    const head = query.get('head')?.replace(/^[^:]+:/, '');
    const base = query.get('base');
    const found = [...repository.issues.values()].filter(
      (each): each is PullRequestModel =>
        each.pull !== null &&
        (state === 'all' || each.state === state) &&
        (!head || each.pull.head === head) &&
        (!base || each.pull.base === base),
    );
    if (query.get('direction') !== 'asc') found.reverse();
    return { page: found.map((each) => payloads.simplePull(world, repository, each)) };
  }),
  onRepository(
    'POST /repos/{owner}/{repo}/pulls',
    'read',
    ({ world, body, caller }, repository) => {
      const pull = world.createPull(
        repository,
        {
          title: needed(body.title, 'title'),
          body: text(body.body) ?? null,
          head: needed(body.head, 'head'),
          base: needed(body.base, 'base'),
          draft: body.draft === true,
        },
        caller.actor,
      );
      return { status: 201, json: payloads.pull(world, repository, pull) };
    },
    { notifying: true },
  ),
  onRepository('GET /repos/{owner}/{repo}/pulls/{pull_number}', 'read', (call, repository) => ({
    json: payloads.pull(call.world, repository, pullOf(call, repository)),
  })),
  onRepository('PATCH /repos/{owner}/{repo}/pulls/{pull_number}', 'triage', (call, repository) => {
    const issue = pullOf(call, repository);
    call.world.updateIssue(repository, issue, changeOf(call.body), call.caller.actor);
    return { json: payloads.pull(call.world, repository, issue) };
  }),
  onRepository('GET /repos/{owner}/{repo}/pulls/{pull_number}/files', 'read', (call, repository) => {
    const { pull } = pullOf(call, repository);
    const start = repository.git.mergeBase(pull.baseSha, pull.headSha) ?? pull.headSha;
    const files = repository.git.changes(start, pull.headSha).slice(0, FILES_LIMIT);
    return { page: files.map((each) => payloads.diffEntry(call.world, repository, pull.headSha, each)) };
  }),
  onRepository('GET /repos/{owner}/{repo}/pulls/{pull_number}/commits', 'read', (call, repository) => {
    const { pull } = pullOf(call, repository);
    const start = repository.git.mergeBase(pull.baseSha, pull.headSha) ?? pull.headSha;
    const oids = repository.git.log(`${start}..${pull.headSha}`).reverse();
    return { page: oids.map((oid) => payloads.commit(call.world, repository, oid)) };
  }),
  onRepository('GET /repos/{owner}/{repo}/pulls/{pull_number}/merge', 'read', (call, repository) => {
    if (!pullOf(call, repository).pull.merged) throw new Refused(404, 'Not Found');
    return { status: 204 };
  }),
  onRepository('PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge', 'write', (call, repository) => {
    const issue = pullOf(call, repository);
    const expected = text(call.body.sha);
    if (expected && expected !== issue.pull.headSha)
      throw new Refused(409, 'Head branch was modified. Review and try the merge again.');
    const { merge_method: method = 'merge', commit_title: title, commit_message: message } = call.body;
    if (method !== 'merge' && method !== 'squash')
      throw new Refused(501, `Not implemented: the sandbox doesn’t merge by ${method}.`);
    const how = { squash: method === 'squash', title: text(title), message: text(message) };
    const sha = call.world.merge(repository, issue, call.caller.actor, how);
    return { json: { sha, merged: true, message: 'Pull Request successfully merged' } };
  }),
];

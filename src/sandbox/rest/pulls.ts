import type { RepositoryModel } from '../model.ts';
import * as payloads from '../payloads/index.ts';
import { changeOf } from './issues.ts';
import { type Call, needed, onRepository, type Route, text, texts } from './router.ts';

const pullOf = ({ world, params }: Call, repository: RepositoryModel) => world.pull(repository, Number(params.number));

/** GitHub lists no more files of a pull request. */
const FILES_LIMIT = 3000;

export const PULL_ROUTES: readonly Route[] = [
  onRepository('GET /repos/{owner}/{repo}/pulls', 'read', ({ world, query }, repository) => {
    const state = query.get('state') ?? 'open';
    const head = query.get('head')?.replace(/^[^:]+:/, '');
    const found = [...repository.issues.values()].filter(
      (each) => each.pull && (state === 'all' || each.state === state) && (!head || each.pull.head === head),
    );
    return { page: found.reverse().map((each) => payloads.pull(world, repository, each)) };
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
  onRepository('GET /repos/{owner}/{repo}/pulls/{number}', 'read', (call, repository) => ({
    json: payloads.pull(call.world, repository, pullOf(call, repository)),
  })),
  onRepository('PATCH /repos/{owner}/{repo}/pulls/{number}', 'triage', (call, repository) => {
    const issue = pullOf(call, repository);
    call.world.updateIssue(repository, issue, changeOf(call.body), call.caller.actor);
    return { json: payloads.pull(call.world, repository, issue) };
  }),
  onRepository('GET /repos/{owner}/{repo}/pulls/{number}/files', 'read', (call, repository) => {
    const { pull } = pullOf(call, repository);
    const base = repository.git.mergeBase(`refs/heads/${pull.base}`, pull.headSha) ?? pull.headSha;
    const files = repository.git.changes(base, pull.headSha).slice(0, FILES_LIMIT);
    return {
      page: files.map(({ path, previous, status, additions, deletions }) => ({
        sha: null,
        filename: path,
        status,
        additions,
        deletions,
        changes: additions + deletions,
        blob_url: '',
        raw_url: '',
        contents_url: '',
        ...(previous ? { previous_filename: previous } : {}),
      })),
    };
  }),
  onRepository('PUT /repos/{owner}/{repo}/pulls/{number}/merge', 'write', (call, repository) => {
    const sha = call.world.merge(repository, pullOf(call, repository), call.caller.actor);
    return { json: { sha, merged: true, message: 'Pull Request successfully merged' } };
  }),
  onRepository('GET /repos/{owner}/{repo}/pulls/{number}/requested_reviewers', 'read', (call, repository) => {
    const { pull } = pullOf(call, repository);
    return { json: reviewersJson(call, pull.requestedUsers, pull.requestedTeams) };
  }),
  onRepository(
    'POST /repos/{owner}/{repo}/pulls/{number}/requested_reviewers',
    'triage',
    (call, repository) => {
      const issue = pullOf(call, repository);
      call.world.requestReview(
        repository,
        issue,
        texts(call.body.reviewers),
        texts(call.body.team_reviewers),
        call.caller.actor,
      );
      return { status: 201, json: payloads.pull(call.world, repository, issue) };
    },
    { notifying: true },
  ),
  onRepository('DELETE /repos/{owner}/{repo}/pulls/{number}/requested_reviewers', 'triage', (call, repository) => {
    const issue = pullOf(call, repository);
    call.world.removeReviewRequest(
      repository,
      issue,
      texts(call.body.reviewers),
      texts(call.body.team_reviewers),
      call.caller.actor,
    );
    return { json: payloads.pull(call.world, repository, issue) };
  }),
  onRepository('GET /repos/{owner}/{repo}/pulls/{number}/reviews', 'read', (call, repository) => ({
    page: pullOf(call, repository).pull.reviews.map((each) => payloads.review(call.world, each)),
  })),
  onRepository(
    'POST /repos/{owner}/{repo}/pulls/{number}/reviews',
    'read',
    (call, repository) => {
      const review = call.world.review(
        repository,
        pullOf(call, repository),
        { event: needed(call.body.event, 'event'), body: text(call.body.body) ?? '' },
        call.caller.actor,
      );
      return { json: payloads.review(call.world, review) };
    },
    { notifying: true },
  ),
  onRepository('PUT /repos/{owner}/{repo}/pulls/{number}/reviews/{id}/dismissals', 'write', (call, repository) => {
    needed(call.body.message, 'message');
    const review = call.world.dismissReview(
      repository,
      pullOf(call, repository),
      Number(call.params.id),
      call.caller.actor,
    );
    return { json: payloads.review(call.world, review) };
  }),
];

function reviewersJson({ world }: Call, users: ReadonlySet<string>, teams: ReadonlySet<string>): unknown {
  return {
    users: [...users].map((login) => payloads.user(world, world.person(login))),
    teams: [...teams].map((slug) => payloads.team(world, world.team(slug))),
  };
}

import type * as model from '../model.ts';
import type { World } from '../world.ts';
import { app } from './installation.ts';
import { api, type Json, nodeId, page } from './links.ts';

export function check(world: World, repo: model.RepositoryModel, each: model.CheckModel): Json {
  const url = api(world, `/repos/${world.fullName(repo)}/check-runs/${each.id}`);
  const html = page(world, `/${world.fullName(repo)}/runs/${each.id}`);
  return {
    id: each.id,
    node_id: nodeId('CheckRun', each.id),
    name: each.name,
    head_sha: each.sha,
    external_id: each.externalId ?? '',
    status: each.status,
    conclusion: each.conclusion,
    url,
    html_url: html,
    details_url: html,
    started_at: each.startedAt,
    completed_at: each.conclusion ? each.startedAt : null,
    output: {
      title: each.title,
      summary: each.summary,
      text: null,
      annotations_count: each.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: each.id },
    app: app(world),
    pull_requests: pullsOf(world, repo, each),
  };
}

/** A webhook tells more of the suite than REST does. */
export function checkWebhook(world: World, repo: model.RepositoryModel, each: model.CheckModel): Json {
  const pull = [...repo.issues.values()].find(({ pull: own }) => own?.headSha === each.sha)?.pull;
  // GitHub sees no pushes to forks: their branches and pull requests stay unnamed.
  const branch = pull?.fork ? null : (pull?.head ?? repo.git.head);
  const suite = { id: each.id, head_branch: branch, head_sha: each.sha };
  return { ...check(world, repo, each), check_suite: suite };
}

function pullsOf(world: World, repo: model.RepositoryModel, { sha }: model.CheckModel): Json[] {
  const url = api(world, `/repos/${world.fullName(repo)}`);
  const repoJson = { id: repo.id, url, name: repo.name };
  return [...repo.issues.values()].flatMap(({ id, number, pull }) =>
    pull?.headSha === sha && !pull.fork
      ? [
          {
            id,
            number,
            url: `${url}/pulls/${number}`,
            head: { ref: pull.head, sha, repo: repoJson },
            base: { ref: pull.base, sha: pull.baseSha, repo: repoJson },
          },
        ]
      : [],
  );
}

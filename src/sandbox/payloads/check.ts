import type * as model from '../model.ts';
import type { World } from '../world.ts';
import { api, type Json, nodeId } from './links.ts';

export function check(world: World, repo: model.RepositoryModel, each: model.CheckModel): Json {
  const pulls = [...repo.issues.values()].filter(({ pull: found }) => found?.headSha === each.sha);
  return {
    id: each.id,
    node_id: nodeId('CheckRun', each.id),
    name: each.name,
    head_sha: each.sha,
    external_id: each.externalId ?? '',
    status: each.status,
    conclusion: each.conclusion,
    url: api(world, `/repos/${world.fullName(repo)}/check-runs/${each.id}`),
    html_url: `${world.options.url()}/${world.fullName(repo)}/runs/${each.id}`,
    details_url: null,
    started_at: each.startedAt,
    completed_at: each.conclusion ? each.startedAt : null,
    output: {
      title: each.title,
      summary: each.summary,
      text: null,
      annotations_count: each.annotations.length,
      annotations_url: api(world, `/repos/${world.fullName(repo)}/check-runs/${each.id}/annotations`),
    },
    check_suite: { id: each.id },
    app: { id: 1, slug: world.bot.login.replace('[bot]', ''), name: 'Innkeeper' },
    pull_requests: pulls.map((found) => ({
      id: found.id,
      number: found.number,
      url: api(world, `/repos/${world.fullName(repo)}/pulls/${found.number}`),
      head: { ref: found.pull?.head, sha: each.sha, repo: { id: repo.id, url: '', name: repo.name } },
      base: {
        ref: found.pull?.base,
        sha: repo.git.resolve(`refs/heads/${found.pull?.base}`),
        repo: { id: repo.id, url: '', name: repo.name },
      },
    })),
  };
}

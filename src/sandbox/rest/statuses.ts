import * as payloads from '../payloads/index.ts';
import { Refused } from '../refused.ts';
import { latestStatuses } from '../world/statuses.ts';
import { commitOfRef } from './commits.ts';
import { onRepository, type Route, text } from './router.ts';

const STATES = ['error', 'failure', 'pending', 'success'] as const;

export const STATUS_ROUTES: readonly Route[] = [
  onRepository('POST /repos/{owner}/{repo}/statuses/{sha}', 'write', ({ world, params, body, caller }, repository) => {
    if (caller.kind === 'installation') throw new Refused(403, 'Resource not accessible by integration');
    const sha = repository.git.resolve(params.sha ?? '');
    if (!sha) throw new Refused(422, `No commit found for SHA: ${params.sha}`);
    const state = STATES.find((each) => each === body.state);
    if (!state)
      throw new Refused(422, 'Validation Failed', [
        { resource: 'Status', code: 'custom', field: 'state', message: 'state is not included in the list' },
      ]);
    const status = world.createStatus(
      repository,
      {
        sha,
        state,
        context: text(body.context) ?? 'default',
        description: text(body.description) ?? null,
        targetUrl: text(body.target_url) ?? null,
      },
      caller.actor,
    );
    return { status: 201, json: payloads.status(world, repository, status) };
  }),
  onRepository('GET /repos/{owner}/{repo}/commits/{ref}/statuses', 'read', (call, repository) => {
    const sha = commitOfRef(call, repository);
    const found = repository.statuses.filter((each) => each.sha === sha).reverse();
    return { page: found.map((each) => payloads.status(call.world, repository, each)) };
  }),
  onRepository('GET /repos/{owner}/{repo}/commits/{ref}/status', 'read', (call, repository) => {
    const { world } = call;
    const sha = commitOfRef(call, repository);
    const latest = latestStatuses(repository, sha);
    const states = latest.map(({ state }) => state);
    const failed = states.includes('failure') || states.includes('error');
    const url = payloads.api(world, `/repos/${world.fullName(repository)}/commits/${sha}`);
    return {
      json: {
        state: failed ? 'failure' : states.length === 0 || states.includes('pending') ? 'pending' : 'success',
        statuses: latest.map((each) => payloads.simpleStatus(world, repository, each)),
        sha,
        total_count: latest.length,
        repository: payloads.repository(world, repository),
        commit_url: url,
        url: `${url}/status`,
      },
    };
  }),
];

import type { CheckModel, RepositoryModel } from '../model.ts';
import * as payloads from '../payloads/index.ts';
import { Refused } from '../refused.ts';
import { type Call, needed, onRepository, type Route, text } from './router.ts';

export const CHECK_ROUTES: readonly Route[] = [
  onRepository('POST /repos/{owner}/{repo}/check-runs', 'write', (call, repository) => {
    appOnly(call);
    const { world, body } = call;
    const sha = repository.git.resolve(needed(body.head_sha, 'head_sha'));
    if (!sha) throw new Refused(422, `No commit found for SHA: ${String(body.head_sha)}`);
    const check = world.createCheck(repository, {
      sha,
      name: needed(body.name, 'name'),
      annotations: [],
      ...stateOf(body),
      ...outputOf(body),
    });
    check.annotations.push(...annotationsOf(body));
    return { status: 201, json: payloads.check(world, repository, check) };
  }),
  onRepository('PATCH /repos/{owner}/{repo}/check-runs/{id}', 'write', (call, repository) => {
    appOnly(call);
    const check = checkOf(call, repository);
    Object.assign(check, stateOf(call.body, check), outputOf(call.body, check));
    check.annotations.push(...annotationsOf(call.body));
    return { json: payloads.check(call.world, repository, check) };
  }),
  onRepository('GET /repos/{owner}/{repo}/check-runs/{id}', 'read', (call, repository) => ({
    json: payloads.check(call.world, repository, checkOf(call, repository)),
  })),
  onRepository('GET /repos/{owner}/{repo}/check-runs/{id}/annotations', 'read', (call, repository) => ({
    page: checkOf(call, repository).annotations,
  })),
  onRepository('POST /repos/{owner}/{repo}/check-runs/{id}/rerequest', 'write', (call, repository) => {
    call.world.rerequestCheck(repository, checkOf(call, repository), call.caller.actor);
    return { status: 201, json: {} };
  }),
  onRepository('GET /repos/{owner}/{repo}/commits/{sha}/check-runs', 'read', ({ world, params, query }, repository) => {
    const sha = repository.git.resolve(params.sha ?? '');
    const name = query.get('check_name');
    const all = repository.checks.filter((each) => each.sha === sha && (!name || each.name === name));
    // GitHub shows the latest run of each name.
    const latest = [...new Map(all.map((each) => [each.name, each])).values()];
    return {
      json: { total_count: latest.length, check_runs: latest.map((each) => payloads.check(world, repository, each)) },
    };
  }),
];

function appOnly({ caller }: Call): void {
  if (caller.kind !== 'installation') throw new Refused(403, 'You must authenticate via a GitHub App.');
}

function checkOf({ params }: Call, repository: RepositoryModel): CheckModel {
  const found = repository.checks.find(({ id }) => id === Number(params.id));
  if (!found) throw new Refused(404, 'Not Found');
  return found;
}

const CONCLUSIONS = ['action_required', 'cancelled', 'failure', 'neutral', 'success', 'skipped', 'stale', 'timed_out'];

function stateOf(body: Call['body'], before?: CheckModel): Pick<CheckModel, 'status' | 'conclusion' | 'externalId'> {
  const conclusion = text(body.conclusion) ?? null;
  if (conclusion !== null && !CONCLUSIONS.includes(conclusion))
    throw new Refused(422, 'Invalid request.\n\nconclusion is not included in the list.');
  const status = conclusion ? 'completed' : (text(body.status) ?? before?.status ?? 'queued');
  if (status === 'completed' && !conclusion && !before?.conclusion)
    throw new Refused(422, 'Invalid request.\n\n"conclusion" wasn\'t supplied.');
  return {
    status,
    conclusion: status === 'completed' ? (conclusion ?? before?.conclusion ?? null) : null,
    externalId: text(body.external_id) ?? before?.externalId ?? null,
  };
}

interface Output {
  readonly title?: unknown;
  readonly summary?: unknown;
  readonly annotations?: unknown;
}

function outputOf(body: Call['body'], before?: CheckModel): Pick<CheckModel, 'title' | 'summary'> {
  const output = (body.output ?? {}) as Output;
  if ((text(output.summary) ?? '').length > 65_535)
    throw new Refused(422, 'Invalid request.\n\nOnly 65535 characters are allowed.');
  return { title: text(output.title) ?? before?.title ?? '', summary: text(output.summary) ?? before?.summary ?? '' };
}

function annotationsOf(body: Call['body']): Record<string, unknown>[] {
  const { annotations } = (body.output ?? {}) as Output;
  const list = Array.isArray(annotations) ? (annotations as Record<string, unknown>[]) : [];
  if (list.length > 50) throw new Refused(422, 'Invalid request.\n\nNo more than 50 annotations are allowed.');
  return list;
}

import type { CheckModel, RepositoryModel } from '../model.ts';
import * as payloads from '../payloads/index.ts';
import { Refused } from '../refused.ts';
import { commitOfRef } from './commits.ts';
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
      annotations: annotationsOf(body),
      ...stateOf(body),
      ...outputOf(body),
    });
    return { status: 201, json: payloads.check(world, repository, check) };
  }),
  onRepository('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', 'write', (call, repository) => {
    appOnly(call);
    const check = checkOf(call, repository);
    const change = { ...stateOf(call.body, check), ...outputOf(call.body, check) };
    call.world.updateCheck(repository, check, change, annotationsOf(call.body));
    return { json: payloads.check(call.world, repository, check) };
  }),
  onRepository('GET /repos/{owner}/{repo}/check-runs/{check_run_id}', 'read', (call, repository) => ({
    json: payloads.check(call.world, repository, checkOf(call, repository)),
  })),
  onRepository('GET /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations', 'read', (call, repository) => ({
    page: checkOf(call, repository).annotations.map((each) => annotationJson(call, repository, each)),
  })),
  onRepository('POST /repos/{owner}/{repo}/check-runs/{check_run_id}/rerequest', 'write', (call, repository) => {
    call.world.rerequestCheck(repository, checkOf(call, repository), call.caller.actor);
    return { status: 201, json: {} };
  }),
  onRepository('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', 'read', (call, repository) => {
    const { world, query } = call;
    const sha = commitOfRef(call, repository);
    const [name, status] = [query.get('check_name'), query.get('status')];
    const all = repository.checks.filter(
      (each) => each.sha === sha && (!name || each.name === name) && (!status || each.status === status),
    );
    const latest = [...new Map(all.map((each) => [each.name, each])).values()];
    const shown = query.get('filter') === 'all' ? all : latest;
    return { page: shown.map((each) => payloads.check(world, repository, each)), pageName: 'check_runs' };
  }),
];

function annotationJson({ world }: Call, repository: RepositoryModel, each: Record<string, unknown>): unknown {
  return {
    start_column: null,
    end_column: null,
    title: null,
    raw_details: null,
    blob_href: payloads.page(world, `/${world.fullName(repository)}/blob/${repository.git.head}/${String(each.path)}`),
    ...each,
  };
}

function appOnly({ caller }: Call): void {
  if (caller.kind !== 'installation') throw new Refused(403, 'You must authenticate via a GitHub App.');
}

function checkOf({ params }: Call, repository: RepositoryModel): CheckModel {
  const found = repository.checks.find(({ id }) => id === Number(params.check_run_id));
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

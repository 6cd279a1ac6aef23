import type { Action } from '../domain/action.ts';
import type { Client } from './client.ts';
import { path } from './route.ts';

/** GitHub takes this many annotations a request; further ones are added by updating the run. */
const ANNOTATIONS_A_REQUEST = 50;
/** GitHub's limit on a check's summary, in characters. */
const SUMMARY_LIMIT = 65_535;

export async function applyCheck(client: Client, action: Extract<Action, { kind: 'check' }>): Promise<undefined> {
  const batches = batchesOf(action.annotations);
  const state =
    action.status === 'completed' ? { status: 'completed', conclusion: action.conclusion } : { status: action.status };
  let id = action.id;
  for (const [index, annotations] of batches.entries()) {
    const output = { title: action.title, summary: action.summary.slice(0, SUMMARY_LIMIT), annotations };
    // Nobody may take a part for the whole: until the last annotation is there, the run isn't finished and doesn't say what it was made from.
    const isLast = index === batches.length - 1;
    const progress = isLast ? { external_id: action.externalId, ...state } : { status: 'in_progress' };
    const body = { name: action.name, output, ...progress };
    if (id === undefined) {
      const created = await client.rest<{ id: number }>('POST /repos/{owner}/{repo}/check-runs', {
        ...path(action.repository),
        head_sha: action.sha,
        ...body,
      });
      id = created.data.id;
    } else {
      await client.rest('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', {
        ...path(action.repository),
        check_run_id: id,
        ...body,
      });
    }
  }
}

function batchesOf(annotations: Extract<Action, { kind: 'check' }>['annotations']) {
  const all = annotations.map(({ path: file, line, level, title, message }) => ({
    path: file,
    start_line: line,
    end_line: line,
    annotation_level: level,
    title,
    message,
  }));
  const count = Math.max(1, Math.ceil(all.length / ANNOTATIONS_A_REQUEST));
  return Array.from({ length: count }, (_, index) =>
    all.slice(index * ANNOTATIONS_A_REQUEST, (index + 1) * ANNOTATIONS_A_REQUEST),
  );
}

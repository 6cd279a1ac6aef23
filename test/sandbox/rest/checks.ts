import { expect, test } from 'vitest';
import type { CheckedWorld } from '../../support/checked-world.ts';

const REPO = '/repos/acme/tools';

export function checks(world: () => CheckedWorld): void {
  test('are written by the App alone, and read by all', async () => {
    const token = await world().installationToken();
    const asApp = (method: string, path: string, body?: unknown) => world().call({ method, path, body, token });
    const { sha } = (await world().get(`${REPO}/commits/main`)).json;
    expect((await world().post(`${REPO}/check-runs`, { name: 'Innkeeper', head_sha: sha })).status).toBe(403);
    const made = await asApp('POST', `${REPO}/check-runs`, { name: 'Innkeeper', head_sha: sha, status: 'in_progress' });
    expect(made).toMatchObject({ status: 201, json: { status: 'in_progress', conclusion: null } });
    const path = `${REPO}/check-runs/${made.json.id}`;
    const annotation = { path: 'README.md', start_line: 1, end_line: 1, annotation_level: 'failure', message: 'No.' };
    const output = { title: 'Bad', summary: 'It is', annotations: [annotation] };
    expect((await asApp('PATCH', path, { conclusion: 'failure', output })).json.output).toMatchObject({
      title: 'Bad',
      annotations_count: 1,
    });
    expect((await asApp('PATCH', path, { conclusion: 'terrible' })).status).toBe(422);
    expect(
      (await asApp('PATCH', path, { output: { ...output, annotations: Array(51).fill(annotation) } })).status,
    ).toBe(422);
    expect((await world().get(path)).json.conclusion).toBe('failure');
    expect((await world().get(`${path}/annotations`)).json).toMatchObject([{ message: 'No.' }]);
    expect((await world().post(`${path}/rerequest`)).status).toBe(201);
    const listed = (await world().get(`${REPO}/commits/main/check-runs?check_name=Innkeeper`)).json;
    expect(listed).toMatchObject({ total_count: 1, check_runs: [{ name: 'Innkeeper' }] });
    const sent = world()
      .hooks.deliveries.slice(-3)
      .map(({ action }) => action);
    expect(sent).toEqual(['created', 'completed', 'rerequested']);
  });

  test('statuses of a commit make one state', async () => {
    const { sha } = (await world().get(`${REPO}/commits/main`)).json;
    const put = (state: string, context: string) => world().post(`${REPO}/statuses/${sha}`, { state, context }, 'bob');
    const combined = async () => (await world().get(`${REPO}/commits/main/status`)).json;
    expect(await combined()).toMatchObject({ state: 'pending', total_count: 0 });
    expect((await put('failure', 'ci/build')).status).toBe(201);
    await put('success', 'ci/lint');
    expect(await combined()).toMatchObject({ state: 'failure', total_count: 2 });
    await put('success', 'ci/build');
    expect(await combined()).toMatchObject({ state: 'success', total_count: 2 });
    expect((await world().get(`${REPO}/commits/main/statuses`)).json).toHaveLength(3);
    expect((await put('splendid', 'ci/build')).status).toBe(422);
    expect(world().hooks.deliveries.at(-1)).toMatchObject({ event: 'status', payload: { state: 'success', sha } });
  });
}

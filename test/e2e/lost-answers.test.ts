import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());
afterEach(() => world.sandbox.faults.clear());

const comments = (repository: string, number: number) =>
  world.issue(repository, number).comments.filter(({ body }) => body.startsWith('<!-- innkeeper:checklist -->'));
const projectIssues = (repository: string) =>
  [...world.repository(repository).issues.values()].filter(({ body }) => body.includes('<!-- innkeeper:project -->'));

/** Each answer to such a request is lost once, after its work was done. */
function lose(path: string, status?: number, body?: string): () => number {
  const fault = { kind: 'lost-answer', ...(status ? { status } : {}) } as const;
  world.sandbox.faults.add({ method: 'POST', path, times: 1, fault, ...(body ? { body } : {}) });
  return () => world.sandbox.faults.rules.at(-1)?.happened ?? 0;
}

describe('a write that was done and whose answer was lost is not made again', { timeout: 120_000 }, () => {
  test.each([
    ['comment', '/repos/{owner}/{repo}/issues/{number}/comments'],
    ['check', '/repos/{owner}/{repo}/check-runs'],
    ['review request', '/repos/{owner}/{repo}/pulls/{number}/requested_reviewers'],
  ])('%s', async (what, path) => {
    const happened = lose(path);
    const number = await world.propose('bob', 'http-client', { [`src/${what}.ts`]: 'export {};\n' });
    expect(happened()).toBe(1);
    const { pull } = world.issue('http-client', number);
    const checks = world.repository('http-client').checks.filter(({ sha }) => sha === pull?.headSha);
    expect(checks.map(({ name }) => name)).toEqual(['Innkeeper']);
    expect(comments('http-client', number)).toHaveLength(1);
    expect((pull?.requestedUsers.size ?? 0) + (pull?.requestedTeams.size ?? 0)).toBeGreaterThan(0);
    const requested = world.sandbox.hooks.deliveries.filter(
      ({ action, payload }) => action === 'review_requested' && payload.number === number,
    );
    expect(requested).toHaveLength((pull?.requestedUsers.size ?? 0) + (pull?.requestedTeams.size ?? 0));
  });

  test('issue', async () => {
    const name = 'stage-control';
    for (const { number } of projectIssues(name)) world.repository(name).issues.delete(number);
    const number = (await world.as('grace')<{ number: number }>(`POST /repos/acme/${name}/issues`, { title: 'x' }))
      .number;
    const happened = lose('/repos/{owner}/{repo}/issues', 502);
    await world.as('grace')(`POST /repos/acme/${name}/issues/${number}/comments`, { body: '/innkeeper check' });
    await world.quiet();
    expect(happened()).toBe(1);
    expect(projectIssues(name)).toHaveLength(1);
  });

  test('commit', async () => {
    const happened = lose('/graphql', 502, 'createCommitOnBranch');
    const { git } = world.repository('registry');
    const commits = () => git.text(['rev-list', '--count', 'HEAD']).trim();
    const before = Number(commits());
    await world.as('alice')('POST /repos/acme/http-client/releases', { tag_name: 'v1.4.0', name: '1.4.0', body: 'x' });
    await world.quiet();
    expect(happened()).toBe(1);
    expect(Number(commits())).toBe(before + 1);
    const entry = JSON.parse(git.text(['show', 'HEAD:packages/@acme/http-client.json']));
    expect(entry.versions.filter(({ version }: { version: string }) => version === '1.4.0')).toHaveLength(1);
  });
});

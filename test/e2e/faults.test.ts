import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Postgres, postgresPresent, startPostgres } from '../support/postgres.ts';
import { startWorld, type TestWorld } from '../support/world.ts';

const REPOSITORIES = ['http-client', 'log-kit', 'imaging', 'design-tokens'];

/** @param databaseUrl PostgreSQL; without it the embedded database */
function enduresFaults(databaseUrl: () => string | undefined): void {
  let world: TestWorld;
  beforeAll(async () => {
    world = await startWorld({}, { app: { databaseUrl: databaseUrl() } });
  });
  afterAll(() => world.close());

  test('all work ends right, and nothing is done twice', { timeout: 240_000 }, async () => {
    world.sandbox.faults.add({
      probability: 0.2,
      seed: 20_261_121,
      // Faults are GitHub's, not those of the people who use it.
      path: '{/graphql,/repos/acme/*/{check-runs,check-runs/*,issues,issues/*,issues/*/*,labels,pulls/*/requested_reviewers},/orgs/**}',
      fault: [
        { kind: 'status', status: 500 },
        { kind: 'status', status: 502 },
        { kind: 'timeout', milliseconds: 300 },
        { kind: 'reset' },
        { kind: 'lost-answer' },
        { kind: 'lost-answer', status: 502 },
        { kind: 'secondary-limit', retryAfter: 1 },
      ],
    });
    const opened = Array.from({ length: 24 }, (_, index) => {
      const repository = REPOSITORIES[index % REPOSITORIES.length] ?? '';
      return { repository, number: world.offer('grace', repository, { [`src/fault-${index}.ts`]: 'x\n' }) };
    });
    await world.sandbox.settled();
    const { git } = world.repository('registry');
    const before = git.text(['rev-list', '--count', 'HEAD']).trim();
    await world.as('alice')('POST /repos/acme/http-client/releases', { tag_name: 'v1.4.0', name: '1.4.0', body: 'x' });
    await world.quiet();
    expect(world.sandbox.faults.rules[0]?.happened).toBeGreaterThan(20);
    expect(await world.app.store.deliveries.list({ status: 'failed', limit: 5 })).toEqual([]);
    for (const { repository, number } of opened) {
      const { pull, comments, labels } = world.issue(repository, number);
      const checks = world.repository(repository).checks.filter(({ sha }) => sha === pull?.headSha);
      expect({ comments: comments.length, checks: checks.map(({ name }) => name) }).toEqual({
        comments: 1,
        checks: ['Innkeeper'],
      });
      expect([...labels].some((label) => label.startsWith('tier: '))).toBe(true);
      expect((pull?.requestedUsers.size ?? 0) + (pull?.requestedTeams.size ?? 0)).toBeGreaterThan(0);
    }
    expect(Number(git.text(['rev-list', '--count', 'HEAD']).trim())).toBe(Number(before) + 1);
  });
}

describe('while a fifth of all calls to GitHub fail, on the embedded database', () => enduresFaults(() => undefined));

describe.skipIf(!postgresPresent)(
  'while a fifth of all calls to GitHub fail, on PostgreSQL (skipped where it is not installed)',
  () => {
    let postgres: Postgres;
    beforeAll(async () => {
      postgres = await startPostgres();
    });
    afterAll(() => postgres.stop());
    enduresFaults(() => postgres.url);
  },
);

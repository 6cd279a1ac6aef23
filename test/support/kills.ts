import { afterAll, beforeAll, expect, test } from 'vitest';
import { SAMPLE_ORGANISATION } from '../../src/sandbox/sample/morning.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { openStore } from '../../src/store/store.ts';
import { type AppProcess, startAppProcess, waitingIn } from './app-process.ts';
import { sandboxHands } from './hands.ts';

/** On either database: thirty in all. */
const KILLS = 15;
const RELEASED_AT = 4;
const REPOSITORIES = ['http-client', 'log-kit', 'imaging', 'design-tokens'];

/**
 * Tests that kill the App time and again while pull requests and releases come, and look at what the world became. Without GitHub's limits: it is
 * to be killed while it writes, not while it waits for its next minute.
 */
export function survivesKills(storeOf: () => Promise<Readonly<Record<string, string>>>): void {
  let sandbox: Sandbox;
  let app: AppProcess;
  let store: Readonly<Record<string, string>>;
  beforeAll(async () => {
    sandbox = await startSandbox({ organisation: SAMPLE_ORGANISATION, latencyMs: 10 });
    store = await storeOf();
    app = await startAppProcess(sandbox, store, { plenty: true });
    sandbox.install(`${app.url}/api/github/webhooks`);
    await sandbox.settled();
  }, 120_000);
  afterAll(async () => {
    await app?.kill();
    await sandbox?.close();
  });

  test(`${KILLS} times: all that was acknowledged is done, and nothing twice`, { timeout: 400_000 }, async () => {
    const hands = sandboxHands(sandbox);
    const random = seeded(7);
    const opened: { repository: string; number: number }[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      for (let index = 0; index < 4; index++) {
        const repository = REPOSITORIES[(kill + index) % REPOSITORIES.length] ?? '';
        opened.push({ repository, number: hands.offer('grace', repository, { [`src/${kill}-${index}.ts`]: 'x\n' }) });
      }
      if (kill === RELEASED_AT) release('v1.4.0');
      await new Promise((resolve) => setTimeout(resolve, 50 + random() * 900));
      await app.kill();
      app = await startAppProcess(sandbox, store, { plenty: true });
      sandbox.hooks.target = `${app.url}/api/github/webhooks`;
    }
    await sandbox.settled();
    await drained(app, store);
    const acknowledged = sandbox.hooks.deliveries.filter(({ statusCode }) => statusCode === 202);
    const { open, failed, known } = await stateOf(
      app,
      store,
      acknowledged.map(({ guid }) => guid),
    );
    expect({ open, failed }).toEqual({ open: 0, failed: [] });
    expect(known).toBe(new Set(acknowledged.map(({ guid }) => guid)).size);
    for (const { repository, number } of opened) {
      const { issue, checks } = pullRequest(repository, number);
      const written = { comments: issue.comments.length, checks: checks.length };
      // What was kept and whose acknowledgement died with the process is done too, but was not promised.
      const promised = acknowledged.some(
        ({ payload, repository: of, action }) =>
          action === 'opened' && payload.number === number && of === `acme/${repository}`,
      );
      if (promised) expect(written, `${repository}#${number}`).toEqual({ comments: 1, checks: 1 });
      else expect(Math.max(written.comments, written.checks), `${repository}#${number}`).toBeLessThanOrEqual(1);
    }
    const { git } = sandbox.world.repository('acme', 'registry');
    const commits = git.text(['log', '--format=%s', '--', 'packages/@acme/http-client.json']).trim().split('\n');
    const heard = acknowledged.some(({ event, action }) => event === 'release' && action === 'published');
    if (heard) expect(commits.filter((subject) => subject.includes('1.4.0'))).toHaveLength(1);
    for (const { issues } of sandbox.world.repositories.values()) {
      const marked = [...issues.values()].filter(({ body }) => body.includes('<!-- innkeeper:project -->'));
      expect(marked.length).toBeLessThanOrEqual(1);
    }

    async function drained(running: AppProcess, at: Readonly<Record<string, string>>): Promise<void> {
      for (const until = Date.now() + 120_000; ; ) {
        const waiting = await waitingIn(running);
        await sandbox.settled();
        if (waiting === 0 && (await waitingIn(running)) === 0) return;
        if (Date.now() > until) throw new Error(`${waiting} deliveries still wait in ${JSON.stringify(at)}`);
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
    }
  });

  function release(tag: string): void {
    const { world } = sandbox;
    world.createRelease(
      world.repository('acme', 'http-client'),
      { tag, name: tag, body: 'Spread retries.' },
      world.person('alice'),
    );
  }

  function pullRequest(repository: string, number: number) {
    const model = sandbox.world.repository('acme', repository);
    const issue = sandbox.world.issue(model, number);
    return { issue, checks: model.checks.filter(({ sha }) => sha === issue.pull?.headSha) };
  }

  async function stateOf(running: AppProcess, at: Readonly<Record<string, string>>, guids: readonly string[]) {
    await running.stop();
    const opened = await openStore({
      databaseUrl: at.DATABASE_URL,
      dataDirectory: at.DATA_DIR ?? '',
      concurrency: 1,
      now: () => new Date(),
      onError: () => undefined,
    });
    const open = await opened.deliveries.open();
    const failed = (await opened.deliveries.list({ status: 'failed', limit: 10 })).map(({ outcome }) => outcome);
    const known = (await opened.deliveries.known(guids)).size;
    await opened.close();
    return { open, failed, known };
  }
}

/** The same numbers in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

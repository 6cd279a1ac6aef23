import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore, type Store } from '../../src/store/store.ts';
import { type Postgres, postgresPresent, startPostgres } from '../support/postgres.ts';

const REPLICA = fileURLToPath(new URL('../support/replica.ts', import.meta.url));
const EVENTS = 5000;
const REPOSITORIES = 100;
/** What may wait to be written at once, or the inbox refuses more. */
const A_SENDING = 1000;

/** Each time a delivery is done, be it again, in the very transaction that makes it so. */
const COMPLETIONS = `
  CREATE TABLE completions (id text NOT NULL);
  CREATE FUNCTION complete() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN INSERT INTO completions VALUES (NEW.id); RETURN NEW; END $$;
  CREATE TRIGGER complete AFTER UPDATE OF status ON deliveries FOR EACH ROW WHEN (NEW.status = 'done') EXECUTE FUNCTION complete();`;

const repositoryOf = (id: string) => id.split('/')[0] ?? '';

describe.skipIf(!postgresPresent)('two replicas (skipped where PostgreSQL is not installed)', () => {
  let postgres: Postgres;
  let client: pg.Client;
  let store: Store;
  const folder = mkdtempSync(join(tmpdir(), 'innkeeper-replicas-'));
  const log = join(folder, 'log');
  const children: ChildProcess[] = [];

  beforeAll(async () => {
    writeFileSync(log, '');
    postgres = await startPostgres();
    const onError = (error: unknown) => {
      throw error;
    };
    store = await openStore({
      databaseUrl: postgres.url,
      dataDirectory: '',
      concurrency: 1,
      now: () => new Date(),
      onError,
    });
    client = new pg.Client({ connectionString: postgres.url });
    await client.connect();
    await client.query(COMPLETIONS);
  }, 60_000);
  afterAll(async () => {
    for (const child of children) {
      if (child.exitCode === null && child.signalCode === null) {
        const gone = once(child, 'exit');
        child.kill('SIGKILL');
        await gone;
      }
    }
    await client.end();
    await store.close();
    postgres.stop();
    rmSync(folder, { recursive: true });
  }, 60_000);

  function replica(name: string): ChildProcess {
    const child = spawn(process.execPath, [REPLICA, name, postgres.url, log], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    children.push(child);
    return child;
  }

  /** What the replicas wrote, in the order in which it happened. */
  const lines = () =>
    readFileSync(log, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => line.split(' '))
      .map(([name = '', what = '', id = '']) => ({ name, what, id }));

  async function submitAll(): Promise<void> {
    const ids = Array.from({ length: EVENTS }, (_, index) => `r${index % REPOSITORIES}/${index}`);
    for (let at = 0; at < EVENTS; at += A_SENDING) {
      await Promise.all(
        ids.slice(at, at + A_SENDING).map((id) =>
          store.jobs.submit({
            id,
            event: 'push',
            action: null,
            installation: 7,
            repository: { owner: 'acme', name: repositoryOf(id) },
            payload: {},
            receivedAt: new Date().toISOString(),
          }),
        ),
      );
    }
  }

  async function ended(atLeast: number): Promise<void> {
    while (lines().filter(({ what }) => what === 'end').length < atLeast) await sleep(100);
  }

  test('handle 5,000 events of 100 repositories, each once and in its repository’s order, though one is killed midway', async () => {
    const killed = replica('killed');
    replica('survivor');
    await submitAll();
    await ended(EVENTS / 2);
    killed.kill('SIGKILL');
    await store.jobs.idle();
    const { rows } = await client.query('SELECT id, count(*)::int AS times FROM completions GROUP BY id');
    expect(rows).toHaveLength(EVENTS);
    expect(rows.filter(({ times }) => times !== 1)).toEqual([]);

    const written = lines();
    expect(new Set(written.map(({ name }) => name))).toEqual(new Set(['killed', 'survivor']));
    for (const events of Map.groupBy(written, ({ id }) => repositoryOf(id)).values()) {
      const begun = [...new Set(events.map(({ id }) => id))];
      expect(begun).toEqual(begun.toSorted((one, other) => Number(one.split('/')[1]) - Number(other.split('/')[1])));
      const undisturbed = events.filter(({ name }) => name === 'survivor').map(({ what, id }) => `${what} ${id}`);
      expect(undisturbed).toEqual(
        undisturbed.map((_, at) => `${at % 2 ? 'end' : 'begin'} ${begunAt(undisturbed, at)}`),
      );
    }
  }, 240_000);
});

/** Whose beginning a line follows, or is. */
function begunAt(all: readonly string[], at: number): string {
  return all[at - (at % 2)]?.split(' ')[1] ?? '';
}

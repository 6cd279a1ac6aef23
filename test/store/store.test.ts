import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Delivery } from '../../src/domain/delivery.ts';
import { RetryableError } from '../../src/domain/retryable-error.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { type Postgres, postgresPresent, startPostgres } from '../support/postgres.ts';

function delivery(id: string, repository = 'http-client'): Delivery {
  return {
    id,
    event: 'push',
    action: null,
    installation: 1,
    repository: { owner: 'acme', name: repository },
    payload: { id },
    receivedAt: new Date().toISOString(),
  };
}

async function open(databaseUrl?: string): Promise<Store & { remove(): Promise<void> }> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'innkeeper-store-'));
  const store = await openStore({
    databaseUrl,
    dataDirectory,
    concurrency: 4,
    onError: () => undefined,
    now: () => new Date(),
  });
  return {
    ...store,
    async remove() {
      await store.close();
      rmSync(dataDirectory, { recursive: true, force: true });
    },
  };
}

function behaves(databaseUrl: () => string | undefined): void {
  let store: Awaited<ReturnType<typeof open>>;
  const done: string[] = [];
  const failing = new Set<string>();
  const passing = new Map<string, number>();
  let running = 0;
  let most = 0;
  beforeAll(async () => {
    store = await open(databaseUrl());
    await store.jobs.work(async ({ id, repository }) => {
      if (repository?.name === 'ordered') {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setTimeout(resolve, 20));
        running -= 1;
      }
      if (failing.has(id)) throw new Error('poison');
      const faults = passing.get(id) ?? 0;
      passing.set(id, faults - 1);
      if (faults > 0) throw new RetryableError('try again');
      done.push(id);
      return 'done';
    });
  });
  afterAll(() => store.remove());

  test('the same delivery is done once', async () => {
    expect(await store.jobs.submit(delivery('twice'))).toBe(true);
    await store.jobs.idle();
    expect(await store.jobs.submit(delivery('twice'))).toBe(false);
    expect(done.filter((id) => id === 'twice')).toHaveLength(1);
  });

  test('a poison delivery is set aside, its repository goes on, and it may come again', async () => {
    failing.add('poison');
    await store.jobs.submit(delivery('poison'));
    await store.jobs.submit(delivery('after'));
    await store.jobs.idle();
    expect(done).toContain('after');
    expect(await store.deliveries.list({ status: 'failed', limit: 5 })).toMatchObject([
      { id: 'poison', outcome: 'poison' },
    ]);
    failing.clear();
    expect(await store.jobs.submit(delivery('poison'))).toBe(true);
    await store.jobs.idle();
    expect((await store.deliveries.get('poison'))?.status).toBe('done');
  });

  test('what failed for a moment is tried again', async () => {
    passing.set('moment', 1);
    await store.jobs.submit(delivery('moment'));
    await store.jobs.idle();
    expect(await store.deliveries.get('moment')).toMatchObject({ status: 'done', attempts: 2 });
  });

  test('one repository’s deliveries are done one by one, in their order', async () => {
    const ids = Array.from({ length: 12 }, (_, index) => `order-${index}`);
    for (const id of ids) await store.jobs.submit(delivery(id, 'ordered'));
    await store.jobs.idle();
    expect(done.filter((id) => id.startsWith('order-'))).toEqual(ids);
    expect(most).toBe(1);
  });

  test('memory keeps, lists and forgets', async () => {
    const { memory } = store;
    await memory.put('owner', 'acme/a:@x', { members: ['x'] });
    await memory.put('owner', 'acme/b:@y', { members: ['y'] });
    await memory.put('owner', 'acme/a:@x', { members: ['z'] });
    expect(await memory.get('owner', 'acme/a:@x')).toEqual({ members: ['z'] });
    await memory.forget('owner', 'acme/a');
    expect(await memory.list('owner')).toEqual([{ members: ['y'] }]);
  });
}

describe('the store, embedded', { timeout: 60_000 }, () => {
  behaves(() => undefined);
});

describe.skipIf(!postgresPresent)(
  'the store on PostgreSQL (skipped where it is not installed)',
  { timeout: 60_000 },
  () => {
    let postgres: Postgres;
    beforeAll(async () => {
      postgres = await startPostgres();
    });
    afterAll(() => postgres.stop());
    describe('one replica', () => behaves(() => postgres.url));

    test('two replicas do each delivery once, each repository’s in order', async () => {
      const replicas = [await open(postgres.url), await open(postgres.url)];
      const done: string[] = [];
      for (const replica of replicas) {
        await replica.jobs.work(async ({ id }) => {
          await new Promise((resolve) => setTimeout(resolve, 5));
          done.push(id);
          return 'done';
        });
      }
      const ids = Array.from({ length: 60 }, (_, index) => `replica-${index}`);
      for (const [index, id] of ids.entries())
        await replicas[index % 2]?.jobs.submit(delivery(id, `shared-${index % 6}`));
      await replicas[0]?.jobs.idle();
      expect([...done].sort()).toEqual([...ids].sort());
      for (let line = 0; line < 6; line++) {
        const own = done.filter((id) => Number(id.split('-')[1]) % 6 === line);
        expect(own).toEqual(ids.filter((_, index) => index % 6 === line));
      }
      for (const replica of replicas) await replica.remove();
    });
  },
);

import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { openStore } from '../../src/store/store.ts';

/** `replica.ts NAME DATABASE_URL LOG`: works until it is killed; appends `NAME begin ID` and `NAME end ID` to a log that all replicas share. */
const [name, databaseUrl, log = ''] = process.argv.slice(2);
const say = (what: string) => appendFileSync(log, `${name} ${what}\n`);

const store = await openStore({
  databaseUrl,
  dataDirectory: '',
  concurrency: 12,
  now: () => new Date(),
  onError: (error) => process.stderr.write(`${error}\n`),
});
await store.jobs.work(async ({ id }) => {
  say(`begin ${id}`);
  await sleep(5);
  say(`end ${id}`);
  return 'handled';
});

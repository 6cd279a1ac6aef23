import { readStoreConfig } from '../app/config.ts';
import { createLog } from '../app/log.ts';
import type { DeliveryStatus } from '../domain/delivery.ts';
import { fullName } from '../domain/repository.ts';
import { UserError } from '../domain/user-error.ts';
import type { DeliveryRecord } from '../store/deliveries.ts';
import { openStore, type Store } from '../store/store.ts';
import type { CliCommand } from './commands.ts';
import { EXIT, type ExitCode, type Io } from './io.ts';
import { formatOf, numberOption, textOption } from './options.ts';

const FORMATS = ['text', 'json'] as const;
const STATUSES: readonly DeliveryStatus[] = ['pending', 'active', 'done', 'failed', 'discarded'];

type Options = Readonly<Record<string, unknown>>;
type Verb = (store: Store, id: string, options: Options, io: Io) => Promise<ExitCode>;

const VERBS: Readonly<Record<string, Verb>> = { list, show, retry, discard };

export const deliveries: CliCommand = {
  define: (command) =>
    command
      .argument('<what>', Object.keys(VERBS).join(', '))
      .argument('[id]', 'X-GitHub-Delivery, for all but list')
      .option('--status <status>', `of list: ${STATUSES.join(', ')}`)
      .option('--limit <number>', 'of list', '50')
      .option('--format <format>', FORMATS.join('|'), 'text'),
  async run([what = '', id], options, io) {
    const verb = VERBS[what];
    if (!verb) {
      throw new UserError(`There is no deliveries ${what}.`, { fix: `Say one of ${Object.keys(VERBS).join(', ')}.` });
    }
    if (!id && verb !== list) throw new UserError(`Which delivery? Name its id: innkeeper deliveries ${what} ID.`);
    const store = await openStoreOf(io);
    try {
      return await verb(store, id ?? '', options, io);
    } finally {
      await store.close();
    }
  },
};

/** @throws UserError where another process has the embedded database open */
function openStoreOf({ env, now }: Io): Promise<Store> {
  const onError = (err: unknown) => createLog('error').error({ err }, 'the store failed');
  return openStore({ ...readStoreConfig(env), concurrency: 1, onError, now });
}

async function list(store: Store, _: string, options: Options, io: Io): Promise<ExitCode> {
  const format = formatOf(options, FORMATS);
  const named = textOption(options, 'status');
  const status = STATUSES.find((each) => each === named);
  if (named && !status) {
    throw new UserError(`There is no status ${named}.`, { fix: `Choose one of ${STATUSES.join(', ')}.` });
  }
  const found = await store.deliveries.list({
    limit: numberOption(options, 'limit') ?? 50,
    ...(status ? { status } : {}),
  });
  const shown = found.map(({ payload, ...rest }) => rest);
  io.out(format === 'json' ? `${JSON.stringify(shown, null, 2)}\n` : found.map((each) => `${lineOf(each)}\n`).join(''));
  return EXIT.fine;
}

async function show(store: Store, id: string, options: Options, io: Io): Promise<ExitCode> {
  const format = formatOf(options, FORMATS);
  const found = await known(store, id);
  const writes = await store.audit.ofDelivery(id);
  if (format === 'json') {
    io.out(`${JSON.stringify({ ...found, writes }, null, 2)}\n`);
    return EXIT.fine;
  }
  const lines = [
    lineOf(found),
    `received  ${found.receivedAt}, attempts ${found.attempts}${found.dueAt ? `, put off until ${found.dueAt}` : ''}`,
    ...writes.map(({ at, kind, target, result }) => `wrote     ${at}  ${kind} ${target}: ${result}`),
  ];
  io.out(`${lines.join('\n')}\n`);
  return EXIT.fine;
}

async function retry(store: Store, id: string, _: Options, io: Io): Promise<ExitCode> {
  await known(store, id);
  if (!(await store.deliveries.retry(id))) {
    throw new UserError(`${id} can’t be tried again: it is being worked on, or its payload is forgotten.`);
  }
  io.out(`${id} waits for its turn.\n`);
  return EXIT.fine;
}

async function discard(store: Store, id: string, _: Options, io: Io): Promise<ExitCode> {
  const { status } = await known(store, id);
  if (!(await store.deliveries.discard(id))) throw new UserError(`${id} is ${status}: there is nothing to discard.`);
  io.out(`${id} is left be.\n`);
  return EXIT.fine;
}

async function known(store: Store, id: string): Promise<DeliveryRecord> {
  const found = await store.deliveries.get(id);
  if (!found) {
    throw new UserError(`There is no delivery ${id}.`, { fix: 'List them with: innkeeper deliveries list' });
  }
  return found;
}

function lineOf({ id, event, action, repository, status, outcome }: DeliveryRecord): string {
  const what = action ? `${event}.${action}` : event;
  return `${id}  ${status.padEnd(9)} ${what.padEnd(28)} ${repository ? fullName(repository) : '-'}  ${outcome ?? ''}`.trimEnd();
}

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { compose } from '../app/compose.ts';
import { readConfig } from '../app/config.ts';
import { createLog } from '../app/log.ts';
import type { Delivery } from '../domain/delivery.ts';
import { UserError } from '../domain/user-error.ts';
import { planDelivery, runDelivery } from '../handlers/run.ts';
import type { Store } from '../store/store.ts';
import type { CliCommand } from './commands.ts';
import { EXIT } from './io.ts';
import { readEvent } from './local/event.ts';
import { formatOf, textOption } from './options.ts';
import { actionsAsText } from './output/actions.ts';

const FORMATS = ['text', 'json'] as const;
/** How long one delivery's turn is waited for. */
const PATIENCE_MS = 120_000;

export const replay: CliCommand = {
  define: (command) =>
    command
      .argument('<file-or-id>', 'a JSON file as for plan, or the id of a kept delivery')
      .option('--event <name>', 'of a file that holds the payload alone')
      .option('--dry-run', 'say what would be done; nothing is written')
      .option('--format <format>', FORMATS.join('|'), 'text'),
  async run([named = ''], options, io) {
    const format = formatOf(options, FORMATS);
    const { store, ports } = await compose(readConfig(io.env), createLog('warn'));
    try {
      const file = resolve(io.cwd, named);
      const fromFile = existsSync(file) ? readEvent(file, textOption(options, 'event'), io.now()) : null;
      const delivery = fromFile ?? (await store.deliveries.get(named));
      if (!delivery) throw new UserError(`There is neither a file nor a kept delivery ${named}.`);
      if (options.dryRun === true) {
        const plans = await planDelivery(delivery, ports);
        const actions = plans.flatMap((each) => each.actions);
        const outcomes = plans.map(({ outcome }) => outcome);
        io.out(format === 'json' ? `${JSON.stringify(actions, null, 2)}\n` : actionsAsText(actions, outcomes));
        return EXIT.fine;
      }
      // In its repository's line, like any other: a running App is never overtaken.
      const id = fromFile ? `replay-${io.now().getTime()}` : named;
      if (fromFile) await store.jobs.submit({ ...fromFile, id });
      else if (!(await store.deliveries.retry(id)))
        throw new UserError(`${id} is being worked on, or its payload is forgotten.`);
      await store.jobs.work(async (each: Delivery) => (await runDelivery(each, ports)).outcome);
      const { status, outcome } = await ended(store, id);
      io.out(
        format === 'json' ? `${JSON.stringify({ id, status, outcome }, null, 2)}\n` : `${status}: ${outcome ?? ''}\n`,
      );
      return status === 'done' ? EXIT.fine : EXIT.findings;
    } finally {
      await store.close();
    }
  },
};

async function ended(store: Store, id: string) {
  for (const until = performance.now() + PATIENCE_MS; ; ) {
    const found = await store.deliveries.get(id);
    const putOff = found?.status === 'pending' && found.dueAt !== null;
    if (found && (putOff || !['pending', 'active'].includes(found.status))) return found;
    if (performance.now() > until) throw new UserError(`${id} had no turn within ${PATIENCE_MS / 1000} s.`);
    await new Promise((next) => setTimeout(next, 50));
  }
}

import { compose } from '../app/compose.ts';
import { readConfig } from '../app/config.ts';
import { createLog } from '../app/log.ts';
import { runTask, TASKS } from '../app/schedule.ts';
import { UserError } from '../domain/user-error.ts';
import type { CliCommand } from './commands.ts';
import { EXIT } from './io.ts';
import { textOption } from './options.ts';

export const schedule: CliCommand = {
  define: (command) =>
    command
      .argument('<what>', 'run')
      .argument('<name>', TASKS.map(({ name }) => name).join(', '))
      .option('--at <time>', 'act as of this time, in ISO 8601'),
  async run([what, name = ''], options, io) {
    if (what !== 'run')
      throw new UserError(`There is no schedule ${what}.`, { fix: 'Say: innkeeper schedule run NAME' });
    const at = textOption(options, 'at');
    const now = at ? new Date(at) : io.now();
    if (Number.isNaN(now.getTime()))
      throw new UserError(`--at must be a time such as 2026-11-21T09:00:00Z, not ${at}.`);
    const config = readConfig(io.env);
    const { store, ports, app } = await compose(config, createLog('warn'));
    try {
      io.out(`${name}: ${await runTask(name, { store, ports, app, settings: config.schedule, now })}\n`);
      return EXIT.fine;
    } finally {
      await store.close();
    }
  },
};

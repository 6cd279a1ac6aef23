import { once } from 'node:events';
import { startApp } from '../app/app.ts';
import { isUnconfigured, readConfig } from '../app/config.ts';
import { createLog } from '../app/log.ts';
import { serveSetup } from '../app/setup.ts';
import type { CliCommand } from './commands.ts';
import { EXIT } from './io.ts';
import { stopSignal } from './stop-signal.ts';

export const start: CliCommand = {
  define: (command) => command,
  async run(_, __, io) {
    if (isUnconfigured(io.env) && io.env.NODE_ENV !== 'production') {
      const setup = await serveSetup(createLog(io.env.LOG_LEVEL ?? 'info'), io.env);
      await once(stopSignal(), 'abort');
      await setup.stop();
      return EXIT.fine;
    }
    const config = readConfig(io.env);
    const app = await startApp(config, createLog(config.logLevel));
    await once(stopSignal(), 'abort');
    await app.close();
    return EXIT.fine;
  },
};

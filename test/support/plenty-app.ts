import { flushCompileCache } from 'node:module';
import { startApp } from '../../src/app/app.ts';
import { readConfig } from '../../src/app/config.ts';
import { createLog } from '../../src/app/log.ts';
import { PLENTY } from './plenty.ts';

// `innkeeper start`, for a stand-in GitHub that has no limits.
await startApp({ ...readConfig(process.env), limits: PLENTY }, createLog('info'));
// For the next start: this process may be killed before it could at its end.
flushCompileCache();

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createLog } from '../src/app/log.ts';
import { startDemoWorld } from '../src/cli/demo-world.ts';
import { personClient } from '../src/sandbox/person-client.ts';
import { MORNING, SAMPLE_ORGANISATION } from '../src/sandbox/sample/morning.ts';

/** Takes the README's pictures of the demo anew. Wants Chromium, as `chromium` or as `CHROMIUM` names it. */
const browser = process.env.CHROMIUM ?? 'chromium';
const world = await startDemoWorld({ organisation: SAMPLE_ORGANISATION, log: createLog('error') });
try {
  await world.quiet();
  for (const { act, who } of MORNING) {
    await act(personClient(world.sandbox, who));
    await world.quiet();
  }
  const pictures = [
    ['checklist', `${world.sandbox.url}/acme/http-client/pull/2`, '1100,900'],
    ['check', `${world.sandbox.url}/acme/design-tokens/pull/1`, '1100,1150'],
    ['portal', world.app.url, '1100,700'],
    ['reviewers', `${world.app.url}/projects/http-client/pulls/2`, '1100,520'],
  ] as const;
  for (const [name, address, size] of pictures) {
    const file = `--screenshot=docs/images/${name}.png`;
    const flags = ['--headless', '--no-sandbox', '--hide-scrollbars', `--window-size=${size}`, file, address];
    await promisify(execFile)(browser, flags, { timeout: 60_000 });
  }
} finally {
  await world.close();
}

import { execFileSync } from 'node:child_process';
import { type Browser, chromium } from 'playwright-core';

/** Debian's, which brings no driver of its own: playwright-core is one without a browser. */
const PROGRAM = process.env.CHROMIUM ?? '/usr/bin/chromium';

export const browserPresent = (() => {
  try {
    execFileSync(PROGRAM, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    // In CI it has to be there: a test that is skipped there is never run.
    return process.env.CI !== undefined;
  }
})();

/** @returns Chromium, that asks nothing of the network but the pages it is sent to */
export async function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: PROGRAM, args: ['--no-sandbox', '--disable-background-networking'] });
}

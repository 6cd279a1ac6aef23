import { execFileSync } from 'node:child_process';

/** In CI a missing program is a failure; elsewhere its suites are skipped, and say so. */
export function isPresent(program: string): boolean {
  if (process.env.CI) return true;
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

import type { ProjectSnapshot } from '../domain/snapshot.ts';

/** How many points hold and how many don't; what doesn't apply or waits counts for neither. */
export function healthOf({ verdicts }: ProjectSnapshot): { pass: number; fail: number } {
  const count = (status: string) => verdicts.filter((verdict) => verdict.status === status).length;
  return { pass: count('pass') + count('waived'), fail: count('fail') };
}

/** How many of those that don't are errors. */
export function requiredOf({ verdicts }: ProjectSnapshot): number {
  return verdicts.filter(({ status, level }) => status === 'fail' && level === 'error').length;
}

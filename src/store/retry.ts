/** What becomes of a delivery whose attempt failed. */
export type AfterFailure =
  | { readonly kind: 'set-aside' }
  | { readonly kind: 'put-off'; readonly delayMs: number; readonly spaced: boolean };

/** A delivery that takes its worker down with it must not do so for ever. */
export const DEATHS = 10;
/** GitHub itself can be away for hours; past a day, a person had better look. */
const GIVE_UP_AFTER_MS = 24 * 60 * 60 * 1000;
const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 30 * 60 * 1000;

/**
 * What time heals is tried again, after twice the time at each attempt, but not before GitHub's own word. Meanwhile its repository's line goes
 * on: every attempt reads anew what it needs, so that a late one finds done what a later event did.
 */
export function afterFailure(failure: {
  retryable: boolean;
  retryAt: Date | undefined;
  /** From 1. */
  attempts: number;
  receivedAt: Date;
  now: Date;
}): AfterFailure {
  const { retryable, retryAt, attempts, receivedAt, now } = failure;
  const old = now.getTime() - receivedAt.getTime() > GIVE_UP_AFTER_MS;
  if (!retryable || old) return { kind: 'set-aside' };
  const delay = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempts - 1));
  // GitHub's own word stands for the delay: what is put off time and again by a limit isn't failing.
  const delayMs = retryAt ? Math.max(0, retryAt.getTime() - now.getTime()) : delay;
  return { kind: 'put-off', delayMs, spaced: retryAt !== undefined };
}

/**
 * Something outside failed in a way that time heals: GitHub answered 5xx, a connection broke, a limit was reached. The work is tried again;
 * it reads anew what it needs, so nothing is done twice.
 */
export class RetryableError extends Error {
  /** Not before then, where GitHub said when. */
  readonly retryAt: Date | undefined;

  constructor(message: string, details: { retryAt?: Date; cause?: unknown } = {}) {
    super(message, { cause: details.cause });
    this.name = 'RetryableError';
    this.retryAt = details.retryAt;
  }
}

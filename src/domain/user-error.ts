import type { Problem } from './problem.ts';

/**
 * An error that a person may read and can mend: wrong input, a missing permission, a refused write. Any other error is ours: it is logged with an
 * id, and the person is shown that id alone.
 */
export class UserError extends Error {
  readonly fix: string | undefined;
  readonly problems: readonly Problem[];

  constructor(message: string, details: { fix?: string; problems?: readonly Problem[]; cause?: unknown } = {}) {
    super(message, { cause: details.cause });
    this.name = 'UserError';
    this.fix = details.fix;
    this.problems = details.problems ?? [];
  }
}

import { RetryableError } from '../domain/retryable-error.ts';
import { UserError } from '../domain/user-error.ts';
import { GitHubRefusal, InstallationGone } from '../github/errors.ts';

/** What GitHub answered, or didn't, as whoever typed the command can mend it; any other error as it is. */
export function asUserError(error: unknown): unknown {
  if (error instanceof InstallationGone) {
    return new UserError(error.message, {
      fix: 'Install the App there, or name an event of an installation that it has.',
      cause: error,
    });
  }
  if (error instanceof RetryableError) {
    return new UserError(`GitHub can’t be asked now: ${error.message}`, {
      fix: 'Try again later; check GHE_HOST where it is set.',
      cause: error,
    });
  }
  if (error instanceof GitHubRefusal) {
    const fix =
      error.status === 401
        ? 'Check GITHUB_TOKEN, or APP_ID and PRIVATE_KEY.'
        : 'Check that these credentials may read it.';
    return new UserError(`GitHub refused: ${error.message}`, { fix, cause: error });
  }
  return error;
}

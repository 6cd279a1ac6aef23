import { RetryableError } from '../domain/retryable-error.ts';

/** GitHub refused a request for good: repeating it changes nothing until a person mends what `message` names. */
export class GitHubRefusal extends Error {
  /** HTTP status, or 200 where a GraphQL answer held the error. */
  readonly status: number;
  /** GraphQL's error type (`NOT_FOUND`, `STALE_DATA`), where there is one. */
  readonly type: string | undefined;

  constructor(message: string, details: { status: number; type?: string; cause?: unknown }) {
    super(message, { cause: details.cause });
    this.name = 'GitHubRefusal';
    this.status = details.status;
    this.type = details.type;
  }
}

/** The App was suspended, or is no longer installed: it may do nothing for the installation until that is mended, and there was nobody to do it for. */
export class InstallationGone extends Error {
  constructor(said: string, cause: unknown) {
    super(`The App is suspended, or not installed here any more: ${said}`, { cause });
    this.name = 'InstallationGone';
  }
}

/** What was read has changed before it could be written to: read again, decide again. */
export class ConflictError extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause });
    this.name = 'ConflictError';
  }
}

/** Whether GitHub refused a write because what it builds on has moved. */
export function isConflict(error: unknown): boolean {
  return error instanceof GitHubRefusal && (error.status === 409 || error.type === 'STALE_DATA');
}

interface HttpFailure {
  readonly status?: number;
  readonly message?: string;
  readonly request?: { readonly url?: string };
  readonly response?: { readonly headers?: Readonly<Record<string, string | number | undefined>> };
}

/** Octokit asks for an installation's token by itself, before a request: the refusal of that says nothing of what was asked for. */
const TOKEN_REQUEST = /\/app\/installations\/\d+\/access_tokens$/;
const SUSPENDED = /installation has been suspended/i;

/** The headers of the answer that Octokit threw; none where the connection broke. */
export function headersOf(error: unknown): Readonly<Record<string, string | number | undefined>> {
  return (error as HttpFailure).response?.headers ?? {};
}

/** Sorts what Octokit throws into what time heals and what a person must mend. */
export function translateFailure(error: unknown, now: Date): Error {
  const failure = error as HttpFailure;
  const status = failure.status ?? 0;
  const headers = headersOf(error);
  const message = failure.message ?? String(error);
  if (status === 403 || status === 429) {
    const retryAt = retryTime(headers, now);
    if (retryAt || status === 429 || /rate limit/i.test(message)) {
      return new RetryableError(message, { retryAt: retryAt ?? new Date(now.getTime() + 60_000), cause: error });
    }
  }
  // Octokit reports a broken connection as status 500 without a response.
  if (status >= 500 || status === 408 || status === 0) return new RetryableError(message, { cause: error });
  const forToken = TOKEN_REQUEST.test(failure.request?.url ?? '');
  // The App's own credentials are wrong, or its clock is: that is the operator's to mend, and no event's fault.
  if (forToken && status === 401) return new RetryableError(message, { cause: error });
  if (forToken || (status === 403 && SUSPENDED.test(message))) return new InstallationGone(message, error);
  return new GitHubRefusal(message, { status, cause: error });
}

function retryTime(headers: Readonly<Record<string, string | number | undefined>>, now: Date): Date | undefined {
  const after = Number(headers['retry-after']);
  if (Number.isFinite(after)) return new Date(now.getTime() + after * 1000);
  if (String(headers['x-ratelimit-remaining']) !== '0') return undefined;
  const reset = Number(headers['x-ratelimit-reset']);
  if (!Number.isFinite(reset)) return undefined;
  // The end is told by GitHub's clock, which ours may differ from by minutes.
  const ahead = Date.parse(String(headers.date)) - now.getTime();
  return new Date(reset * 1000 - (Number.isFinite(ahead) ? ahead : 0));
}

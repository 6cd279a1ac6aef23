import { z } from 'zod';
import { RetryableError } from '../domain/retryable-error.ts';
import { GitHubRefusal } from './errors.ts';

/** An App's client, as GitHub knows it, for the log-in of its users. */
export interface OAuthClient {
  readonly id: string;
  readonly secret: string;
}

const TIMEOUT_MS = 10_000;

const answer = z.union([
  z.object({ access_token: z.string().min(1), expires_in: z.number().optional() }),
  z.object({ error: z.string() }),
]);

/** What a wrong or old code is answered; other errors are the operators' to mend. */
const BAD_CODE = 'bad_verification_code';

/**
 * The token that a log-in's code is good for. Source: GitHub's "Generating a user access token for a GitHub App".
 * @param web `https://github.com` @returns `seconds` for which it is one; `null` where it doesn't expire
 * @throws GitHubRefusal (401) where the code isn't good, or no longer; RetryableError where GitHub doesn't answer
 */
export async function exchangeCode(
  { web, client }: { web: string; client: OAuthClient },
  login: { code: string; redirectUri: string; verifier: string },
): Promise<{ token: string; seconds: number | null }> {
  const sent = await fetch(`${web}/login/oauth/access_token`, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams({
      client_id: client.id,
      client_secret: client.secret,
      code: login.code,
      redirect_uri: login.redirectUri,
      code_verifier: login.verifier,
    }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((cause: unknown) => {
    throw new RetryableError('GitHub doesn’t answer a log-in.', { cause });
  });
  if (sent.status >= 500) throw new RetryableError(`GitHub answered a log-in with ${sent.status}.`);
  const read = answer.safeParse(await sent.json().catch(() => null)).data;
  if (read && 'access_token' in read) return { token: read.access_token, seconds: read.expires_in ?? null };
  const message = `GitHub refused a log-in: ${read?.error ?? sent.status}`;
  throw read?.error === BAD_CODE ? new GitHubRefusal(message, { status: 401 }) : new Error(message);
}

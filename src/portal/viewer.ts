import { createHash } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { fullName, type RepositoryRef } from '../domain/repository.ts';
import type { Client } from '../github/client.ts';
import { readVisibilities } from '../github/read-visibility.ts';
import { clientAddressOf } from './client-address.ts';
import { createKept } from './kept.ts';
import { sessionToken } from './login/session.ts';
import type { Turnstile } from './turnstile.ts';

/** Who asks: nobody known, or the bearer of a GitHub token, by the request or by a session. */
export interface Viewer {
  readonly token: string | null;
  /** Where they ask from. */
  readonly address: string;
}

/** What GitHub says of a token: `false` where it is none (any more). */
export type Sight = ReadonlySet<string> | false;

export interface Access {
  /**
   * Which of the repositories GitHub lets the viewer see; without a token, the public ones.
   * @param installation through which the App sees them
   * @returns lower-case `owner/name`; `false` where the viewer's token is not (any longer) one
   * @throws TooManyTokens
   */
  sees(viewer: Viewer, repositories: readonly RepositoryRef[], installation: number): Promise<Sight>;
  /** The same for the bearer of a token; `false` for everybody else. */
  bearerSees(viewer: Viewer, repositories: readonly RepositoryRef[]): Promise<Sight>;
}

export interface AccessPorts {
  readonly github: (installation: number) => Client;
  readonly asPerson: (token: string) => Client;
  readonly turnstile: Turnstile;
  readonly now: () => Date;
}

/** Whoever loses access is refused after this time at the latest. */
const FRESH_MS = 60_000;
const KEPT = 10_000;

export function createAccess({ github, asPerson, turnstile, now }: AccessPorts): Access {
  const kept = createKept<Sight>(FRESH_MS, KEPT, now);
  const keyOf = (who: string, repositories: readonly RepositoryRef[]) =>
    JSON.stringify([who, ...repositories.map((each) => fullName(each).toLowerCase()).sort()]);
  const bearerSees: Access['bearerSees'] = async ({ token, address }, repositories) => {
    if (token === null) return false;
    const fingerprint = fingerprintOf(token);
    return kept.get(keyOf(fingerprint, repositories), async () => {
      const look = () => readVisibilities(asPerson(token), repositories);
      const seen = await turnstile.pass({ fingerprint, address }, look);
      if (seen === 'refused') return false;
      return new Set(seen === 'shut-out' ? [] : seen.keys());
    });
  };
  return {
    bearerSees,
    sees: (viewer, repositories, installation) =>
      viewer.token === null
        ? kept.get(keyOf(`public ${installation}`, repositories), () => publicOnes(github(installation), repositories))
        : bearerSees(viewer, repositories),
  };
}

async function publicOnes(client: Client, repositories: readonly RepositoryRef[]): Promise<Sight> {
  const found = await readVisibilities(client, repositories);
  return new Set([...found].flatMap(([name, visibility]) => (visibility === 'public' ? [name] : [])));
}

/** Tokens are never kept. */
export function fingerprintOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** The bearer of the token that the request brings, or of its session's. */
export function viewerOf(context: Context): Viewer {
  return { token: tokenOf(context) ?? sessionToken(context), address: clientAddressOf(context) };
}

/** Basic (the password, or the name where there is no password), Bearer, or GitHub's own `token`. */
function tokenOf({ req }: Context): string | null {
  const [scheme = '', value = ''] = (req.header('authorization') ?? '').trim().split(/\s+/, 2);
  if (/^(?:bearer|token)$/i.test(scheme)) return value || null;
  if (!/^basic$/i.test(scheme)) return null;
  const [, name = '', password = ''] = /^([^:]*):?(.*)$/s.exec(Buffer.from(value, 'base64').toString('utf8')) ?? [];
  return password || name || null;
}

/** Answers differ by who asks, and must not outlive a lost permission, unless they say so themselves. */
export const forThisViewer: MiddlewareHandler = async (context, next) => {
  await next();
  context.header('Vary', 'Accept, Authorization, Cookie');
  if (!context.res.headers.has('Cache-Control')) context.header('Cache-Control', 'private, no-cache');
};

import { createHash } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { fullName, type RepositoryRef } from '../domain/repository.ts';
import type { Client } from '../github/client.ts';
import { GitHubRefusal } from '../github/errors.ts';
import { readVisibilities } from '../github/read-visibility.ts';
import { createKept } from './kept.ts';

/** Who asks: nobody known, or the bearer of a GitHub token. */
export interface Viewer {
  readonly token: string | null;
}

/** What GitHub says of a token: `false` where it is none (any more). */
export type Sight = ReadonlySet<string> | false;

export interface Access {
  /**
   * Which of the repositories GitHub lets the viewer see; without a token, the public ones.
   * @param installation through which the App sees them
   * @returns lower-case `owner/name`; `false` where the viewer's token is not (any longer) one
   */
  sees(viewer: Viewer, repositories: readonly RepositoryRef[], installation: number): Promise<Sight>;
  /** The same for the bearer of a token. */
  bearerSees(token: string, repositories: readonly RepositoryRef[]): Promise<Sight>;
}

export interface AccessPorts {
  readonly github: (installation: number) => Client;
  readonly asPerson: (token: string) => Client;
  readonly now: () => Date;
}

/** Whoever loses access is refused after this time at the latest. */
const FRESH_MS = 60_000;
const KEPT = 10_000;

export function createAccess({ github, asPerson, now }: AccessPorts): Access {
  const kept = createKept<Sight>(FRESH_MS, KEPT, now);
  const keyOf = (who: string, repositories: readonly RepositoryRef[]) =>
    JSON.stringify([who, ...repositories.map((each) => fullName(each).toLowerCase()).sort()]);
  const bearerSees: Access['bearerSees'] = (token, repositories) =>
    kept.get(keyOf(fingerprint(token), repositories), () => asBearer(asPerson(token), repositories));
  return {
    bearerSees,
    sees: ({ token }, repositories, installation) =>
      token === null
        ? kept.get(keyOf(`public ${installation}`, repositories), () => publicOnes(github(installation), repositories))
        : bearerSees(token, repositories),
  };
}

async function publicOnes(client: Client, repositories: readonly RepositoryRef[]): Promise<Sight> {
  const found = await readVisibilities(client, repositories);
  return new Set([...found].flatMap(([name, visibility]) => (visibility === 'public' ? [name] : [])));
}

async function asBearer(client: Client, repositories: readonly RepositoryRef[]): Promise<Sight> {
  try {
    return new Set((await readVisibilities(client, repositories)).keys());
  } catch (error) {
    if (!(error instanceof GitHubRefusal)) throw error;
    // Forbidden (single sign-on, an organisation that takes no such tokens): it sees nothing here.
    return error.status === 401 ? false : new Set();
  }
}

/** Tokens are never kept. */
function fingerprint(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** Basic (the password, or the name where there is no password), Bearer, or GitHub's own `token`. */
export function viewerOf({ req }: Context): Viewer {
  const [scheme = '', value = ''] = (req.header('authorization') ?? '').trim().split(/\s+/, 2);
  if (/^(?:bearer|token)$/i.test(scheme)) return { token: value || null };
  if (!/^basic$/i.test(scheme)) return { token: null };
  const [, name = '', password = ''] = /^([^:]*):?(.*)$/s.exec(Buffer.from(value, 'base64').toString('utf8')) ?? [];
  return { token: password || name || null };
}

/** Answers differ by who asks, and must not outlive a lost permission, unless they say so themselves. */
export const forThisViewer: MiddlewareHandler = async (context, next) => {
  await next();
  context.header('Vary', 'Accept, Authorization');
  if (!context.res.headers.has('Cache-Control')) context.header('Cache-Control', 'private, no-cache');
};

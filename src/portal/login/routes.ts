import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { exchangeCode, type OAuthClient } from '../../github/exchange-code.ts';
import { clientAddressOf } from '../client-address.ts';
import { originOf } from '../origin.ts';
import type { Turnstile } from '../turnstile.ts';
import { fingerprintOf, viewerOf } from '../viewer.ts';
import { accountPage, loginFailedPage } from '../views/account.ts';
import { createCookie } from './cookies.ts';
import type { Identity } from './identity.ts';
import { createSeal } from './seal.ts';
import type { Sessions } from './session.ts';

export interface LoginPorts {
  readonly client: OAuthClient;
  readonly secret: string;
  readonly sessions: Sessions;
  readonly identity: Identity;
  readonly turnstile: Turnstile;
  /** `https://github.com` */
  readonly web: string;
  readonly now: () => Date;
}

/** To find one's password, or a second factor. */
const PATIENCE_SECONDS = 10 * 60;
const CALLBACK = '/login/callback';

/** What a log-in that was begun here has to come back with. */
const begun = z.object({ state: z.string(), verifier: z.string(), to: z.string() });

/** Logging in with GitHub, by a code that is good for this browser alone (state, and PKCE by RFC 7636). */
export function loginRoutes(ports: LoginPorts): Hono {
  const { client, secret, sessions, identity, turnstile, web, now } = ports;
  const cookie = createCookie('innkeeper-login');
  const seal = createSeal({ secret, now }, 'login', begun);
  const routes = new Hono();

  routes.get('/login', async (context) => {
    const login = await identity.loginOf(viewerOf(context));
    if (login !== null) return context.html(accountPage(login));
    const [state, verifier] = [randomText(), randomText()];
    const to = localPath(context.req.query('to') ?? '/', context);
    cookie.write(context, seal.close({ state, verifier, to }, PATIENCE_SECONDS), PATIENCE_SECONDS);
    const query = new URLSearchParams({
      client_id: client.id,
      redirect_uri: callbackOf(context),
      state,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    });
    return context.redirect(`${web}/login/oauth/authorize?${query}`);
  });

  routes.get(CALLBACK, async (context) => {
    const expected = seal.open(cookie.read(context) ?? '');
    const { code = '', state = '' } = context.req.query();
    // A code is tried once, with what was begun for it.
    cookie.remove(context);
    if (!expected || !code || !same(state, expected.state)) return context.html(loginFailedPage(), 400);
    const { verifier, to } = expected;
    // Codes can be invented as tokens can.
    const bearer = { fingerprint: fingerprintOf(code), address: clientAddressOf(context) };
    const granted = await turnstile.pass(bearer, () =>
      exchangeCode({ web, client }, { code, redirectUri: callbackOf(context), verifier }),
    );
    if (typeof granted === 'string') return context.html(loginFailedPage(), 400);
    sessions.begin(context, granted.token, granted.seconds);
    return context.redirect(to);
  });

  routes.post('/logout', (context) => {
    sessions.end(context);
    return context.redirect('/', 303);
  });
  return routes;
}

function callbackOf(context: Context): string {
  return `${originOf(context)}${CALLBACK}`;
}

/** 43 characters that nobody can guess. */
function randomText(): string {
  return randomBytes(32).toString('base64url');
}

function same(one: string, other: string): boolean {
  const [here, there] = [one, other].map((text) => createHash('sha256').update(text).digest());
  return here !== undefined && there !== undefined && timingSafeEqual(here, there);
}

/** Nobody is led elsewhere by a link to our log-in. */
function localPath(wished: string, context: Context): string {
  const origin = originOf(context);
  const target = URL.canParse(wished, origin) ? new URL(wished, origin) : null;
  // A path that begins with two slashes would be another host to a browser.
  return target?.origin === origin ? `${target.pathname.replace(/^\/+/, '/')}${target.search}` : '/';
}

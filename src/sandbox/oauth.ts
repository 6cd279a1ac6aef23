import { escapeHtml } from './pages/escape.ts';
import { layout } from './pages/layout.ts';
import { type Exchange, parseJson, sendJson } from './send.ts';
import type { ServerParts } from './server.ts';

const AUTHORIZE = '/login/oauth/authorize';
const TOKEN = '/login/oauth/access_token';

/** GitHub answers a refused exchange with 200 and the error in the body. */
const BAD_CLIENT = refusal('incorrect_client_credentials', 'The client_id and/or client_secret passed are incorrect.');
const BAD_CODE = refusal('bad_verification_code', 'The code passed is incorrect or expired.');

export function isOauth(path: string): boolean {
  return path === AUTHORIZE || path === TOKEN;
}

/** The log-in of the App's users: a page that asks who one is, and the exchange of its code for a token. */
export function answerOauth(parts: ServerParts, exchange: Exchange): void {
  if (exchange.url.pathname === TOKEN) answerToken(parts, exchange);
  else answerAuthorize(parts, exchange);
}

function answerAuthorize({ world, access }: ServerParts, { outgoing, url }: Exchange): void {
  const html = (status: number, title: string, content: string) =>
    void outgoing.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(layout(title, content));
  const target = url.searchParams.get('redirect_uri') ?? '';
  const isTarget = URL.canParse(target) && /^https?:$/.test(new URL(target).protocol);
  if (url.searchParams.get('client_id') !== world.oauth.clientId || !isTarget) {
    html(404, 'Not found', '<h1>No App has this client_id, or redirect_uri is no address</h1>');
    return;
  }
  const person = world.people.get((url.searchParams.get('login') ?? '').toLowerCase());
  if (!person) {
    html(
      200,
      'Who are you?',
      whoAreYou(
        [...world.people.values()].map(({ login }) => login),
        url,
      ),
    );
    return;
  }
  const back = new URL(target);
  back.searchParams.set('code', access.grant(person));
  const state = url.searchParams.get('state');
  if (state !== null) back.searchParams.set('state', state);
  outgoing.writeHead(302, { location: back.href }).end();
}

function whoAreYou(logins: readonly string[], url: URL): string {
  const links = logins.map((login) => {
    const chosen = new URL(url);
    chosen.searchParams.set('login', login);
    return `<li><a href="${escapeHtml(`${chosen.pathname}${chosen.search}`)}">${escapeHtml(login)}</a></li>`;
  });
  return `<h1>Who are you?</h1><p>The stand-in asks for no password.</p><ul>${links.join('')}</ul>`;
}

function answerToken({ world, access }: ServerParts, { incoming, outgoing, body }: Exchange): void {
  const isForm = incoming.headers['content-type']?.includes('x-www-form-urlencoded');
  const given = isForm ? Object.fromEntries(new URLSearchParams(body.toString('utf8'))) : parseJson(body);
  const { clientId, clientSecret } = world.oauth;
  const isClient = given.client_id === clientId && given.client_secret === clientSecret;
  const redeemed = isClient ? access.redeem(String(given.code)) : null;
  const answer: Readonly<Record<string, string | number>> = !isClient
    ? BAD_CLIENT
    : redeemed
      ? { access_token: redeemed.token, expires_in: redeemed.expiresIn, token_type: 'bearer', scope: '' }
      : BAD_CODE;
  if (incoming.headers.accept?.includes('json')) {
    sendJson(outgoing, 200, answer);
    return;
  }
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(answer)) form.set(name, String(value));
  outgoing.writeHead(200, { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }).end(form.toString());
}

function refusal(error: string, error_description: string): Readonly<Record<string, string>> {
  const error_uri = `https://docs.github.com/apps/managing-oauth-apps/troubleshooting-oauth-app-access-token-request-errors/#${error.replaceAll('_', '-')}`;
  return { error, error_description, error_uri };
}

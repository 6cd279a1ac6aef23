import { html } from 'hono/html';
import { layout } from './layout.ts';

/** Of somebody who is logged in. */
export function accountPage(login: string) {
  return layout(
    { title: 'Account' },
    html`<h1>You are logged in as ${login}</h1>
<p>You see the private projects that GitHub shows you, too. Operators see the <a href="/deliveries">deliveries</a>.</p>
<form method="post" action="/logout"><button>Log out</button></form>`,
  );
}

export function loginFailedPage() {
  return layout(
    { title: 'Not logged in' },
    html`<h1>You are not logged in</h1>
<p>GitHub didn’t let you in here, you waited too long, or this browser keeps no cookies. <a href="/login">Try again</a></p>`,
  );
}

export function noLoginPage() {
  return layout(
    { title: 'No log-in' },
    html`<h1>Nobody can log in here</h1>
<p>The operators of this portal haven’t set that up. Programs show a GitHub token, and see what it may see.</p>`,
  );
}

import { html } from 'hono/html';

type Html = ReturnType<typeof html>;

const PAGES = [
  ['/', 'Catalogue'],
  ['/insights', 'Insights'],
  ['/policy', 'Policy'],
] as const;

/** The frame of every page: no scripts, nothing from elsewhere. @param page its title, and its address where it stands in the menu */
export function layout({ title, at }: { title: string; at?: string }, content: Html): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Innkeeper</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<a href="#content" class="skip">Skip to the content</a>
<header><a href="/" class="home">Innkeeper</a><nav>${PAGES.map(([address, name]) => html`<a href="${address}"${address === at ? html` aria-current="page"` : ''}>${name}</a>`)}</nav></header>
<main id="content">${content}</main>
<footer>What people from other teams may find, use and improve. <a href="/login">Log in or out</a></footer>
</body>
</html>`;
}

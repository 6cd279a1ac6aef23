import { html } from 'hono/html';

type Html = ReturnType<typeof html>;

/** The frame of every page: no scripts, nothing from elsewhere. */
export function layout(title: string, content: Html): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Innkeeper</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header><a href="/" class="home">Innkeeper</a><nav><a href="/">Catalogue</a> <a href="/policy">Policy</a></nav></header>
<main>${content}</main>
<footer>What people from other teams may find, use and improve.</footer>
</body>
</html>`;
}

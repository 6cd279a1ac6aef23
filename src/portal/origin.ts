import type { Context } from 'hono';

/** The portal's own address as the client wrote it, behind a proxy that says so too: `https://innkeeper.example`. */
export function originOf({ req }: Context): string {
  const url = new URL(req.url);
  const protocol = req.header('x-forwarded-proto')?.split(',')[0]?.trim();
  const host = req.header('x-forwarded-host')?.split(',')[0]?.trim();
  const named = `${protocol === 'https' ? 'https:' : url.protocol}//${host || url.host}`;
  return URL.canParse(named) ? new URL(named).origin : url.origin;
}

import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { originOf } from '../origin.ts';

/** A cookie of the portal's: no script and no other site's form gets at it, nor, where the portal has https, anybody else. */
export interface Cookie {
  read(context: Context): string | null;
  write(context: Context, value: string, seconds: number): void;
  remove(context: Context): void;
}

export function createCookie(name: string): Cookie {
  return {
    read: (context) => getCookie(context, nameFor(context)) ?? null,
    write: (context, value, seconds) =>
      setCookie(context, nameFor(context), value, { ...attributes(context), maxAge: seconds }),
    remove: (context) => void deleteCookie(context, nameFor(context), attributes(context)),
  };

  /** `__Host-`: browsers take it from this very host alone, and only with https. */
  function nameFor(context: Context): string {
    return isSecure(context) ? `__Host-${name}` : name;
  }
}

function attributes(context: Context) {
  // Lax: GitHub sends people back here by a link, and their session has to come along.
  return { path: '/', httpOnly: true, sameSite: 'Lax', secure: isSecure(context) } as const;
}

function isSecure(context: Context): boolean {
  return originOf(context).startsWith('https:');
}

import type { Context, MiddlewareHandler } from 'hono';
import { z } from 'zod';
import { createCookie } from './cookies.ts';
import { createSeal } from './seal.ts';

/** Who is logged in in a browser: the bearer of a token that GitHub gave for it. */
export interface Sessions {
  /** Lets {@link sessionToken} know of the session that a request brings. */
  readonly recognise: MiddlewareHandler;
  begin(context: Context, token: string, seconds: number | null): void;
  end(context: Context): void;
}

/** A working day: then GitHub is asked again, which most people don't notice. */
const LONGEST_SECONDS = 8 * 60 * 60;
const KEY = 'session token';

export function createSessions(options: { secret: string; now: () => Date }): Sessions {
  const cookie = createCookie('innkeeper-session');
  const seal = createSeal(options, 'session', z.object({ token: z.string() }));
  return {
    async recognise(context, next) {
      const session = seal.open(cookie.read(context) ?? '');
      if (session) context.set(KEY, session.token);
      await next();
    },
    begin(context, token, seconds) {
      const lasting = Math.min(seconds ?? LONGEST_SECONDS, LONGEST_SECONDS);
      cookie.write(context, seal.close({ token }, lasting), lasting);
    },
    end: (context) => cookie.remove(context),
  };
}

/** The token of the session that the request belongs to, where it does to one. */
export function sessionToken(context: Context): string | null {
  return context.get(KEY) ?? null;
}

import type { Client } from '../../github/client.ts';
import { readLogin } from '../../github/read-login.ts';
import { createKept } from '../kept.ts';
import type { Turnstile } from '../turnstile.ts';
import { fingerprintOf, type Viewer } from '../viewer.ts';

/** Who a viewer is, as GitHub says. */
export interface Identity {
  /** `null` for whoever brings no token, or one that GitHub doesn't take (any longer). @throws TooManyTokens */
  loginOf(viewer: Viewer): Promise<string | null>;
}

export interface IdentityPorts {
  readonly asPerson: (token: string) => Client;
  readonly turnstile: Turnstile;
  readonly now: () => Date;
}

/** A token that was taken back is none after this time at the latest. */
const FRESH_MS = 60_000;
const KEPT = 10_000;

export function createIdentity({ asPerson, turnstile, now }: IdentityPorts): Identity {
  const kept = createKept<string | null>(FRESH_MS, KEPT, now);
  return {
    async loginOf({ token, address }) {
      if (token === null) return null;
      const fingerprint = fingerprintOf(token);
      return kept.get(fingerprint, async () => {
        const login = await turnstile.pass({ fingerprint, address }, () => readLogin(asPerson(token)));
        return typeof login === 'object' ? login.login : null;
      });
    },
  };
}

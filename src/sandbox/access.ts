import { createPublicKey, createVerify, randomBytes } from 'node:crypto';
import { atLeast, type Permission } from '../domain/person.ts';
import type { Actor, RepositoryModel } from './model.ts';
import { Refused } from './refused.ts';
import type { World } from './world.ts';

/** Who sends a request. */
export interface Caller {
  readonly kind: 'anonymous' | 'person' | 'app' | 'installation';
  readonly actor: Actor;
}

const ANONYMOUS: Caller = { kind: 'anonymous', actor: { login: 'anonymous', id: 0, type: 'User' } };

/** Checks credentials: people's tokens (`alice-token`), the App's JWT, and its installation tokens. */
export class Access {
  readonly #world: World;
  readonly #publicKey: string;
  readonly #installationTokens = new Map<string, number>();

  constructor(world: World, privateKey: string) {
    this.#world = world;
    this.#publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
  }

  readonly anonymous = ANONYMOUS;

  tokenOf(login: string): string {
    return `${login.toLowerCase()}-token`;
  }

  /** An hour's token for the installation. */
  issue(): { token: string; expiresAt: Date } {
    const token = `ghs_${randomBytes(18).toString('hex')}`;
    const expiresAt = new Date(this.#world.options.now().getTime() + 3_600_000);
    this.#installationTokens.set(token, expiresAt.getTime());
    return { token, expiresAt };
  }

  caller(authorization: string | undefined): Caller {
    if (!authorization) return ANONYMOUS;
    const [scheme = '', value = ''] = authorization.split(/\s+/, 2);
    if (/^basic$/i.test(scheme)) {
      const [user = '', password = ''] = Buffer.from(value, 'base64').toString('utf8').split(':');
      return this.#byToken(password || user) ?? this.#byToken(user) ?? this.#bad();
    }
    return this.#byToken(value) ?? this.#byJwt(value) ?? this.#bad();
  }

  #bad(): never {
    throw new Refused(401, 'Bad credentials');
  }

  #byToken(token: string): Caller | null {
    const expires = this.#installationTokens.get(token);
    if (expires !== undefined && expires > this.#world.options.now().getTime()) {
      return { kind: 'installation', actor: this.#world.bot };
    }
    const login = /^(.+)-token$/.exec(token)?.[1];
    const person = login ? this.#world.people.get(login.toLowerCase()) : undefined;
    return person ? { kind: 'person', actor: person } : null;
  }

  #byJwt(token: string): Caller | null {
    const [header, payload, signature] = token.split('.');
    if (!header || !payload || !signature) return null;
    const verify = createVerify('RSA-SHA256').update(`${header}.${payload}`);
    if (!verify.verify(this.#publicKey, signature, 'base64url')) return null;
    return { kind: 'app', actor: this.#world.bot };
  }
}

/** A person without the permission learns no more than GitHub would tell: 404 for what they can't see, 403 for what they may not do. */
export function require(world: World, caller: Caller, repository: RepositoryModel, needed: Permission): void {
  if (caller.kind === 'installation') return;
  const has = world.permission(caller.actor, repository);
  if (!atLeast(has, 'read')) throw new Refused(404, 'Not Found');
  if (!atLeast(has, needed)) throw new Refused(403, 'Must have push access to the repository.');
}

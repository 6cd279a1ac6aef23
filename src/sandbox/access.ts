import { createPublicKey, createVerify, randomBytes } from 'node:crypto';
import { atLeast, type Permission } from '../domain/person.ts';
import type { Actor, Person, RepositoryModel } from './model.ts';
import { Refused } from './refused.ts';
import type { World } from './world.ts';

/** Who sends a request. */
export interface Caller {
  readonly kind: 'anonymous' | 'person' | 'app' | 'installation';
  readonly actor: Actor;
}

interface Grant {
  readonly person: Person;
  /** Milliseconds since 1970. */
  readonly until: number;
}

const CODE_MS = 10 * 60_000;
/** GitHub's user tokens live eight hours. */
const USER_TOKEN_SECONDS = 8 * 3600;

const ANONYMOUS: Caller = { kind: 'anonymous', actor: { login: 'anonymous', id: 0, type: 'User' } };

/** Checks credentials: people's tokens (`alice-token`), the App's JWT, and its installation tokens. */
export class Access {
  readonly #world: World;
  readonly #publicKey: string;
  readonly #installationTokens = new Map<string, number>();
  /** Code or token → who, until when. */
  readonly #codes = new Map<string, Grant>();
  readonly #userTokens = new Map<string, Grant>();

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

  /** A code for somebody who has logged in, good once and for ten minutes. */
  grant(person: Person): string {
    const code = randomBytes(10).toString('hex');
    this.#codes.set(code, { person, until: this.#world.options.now().getTime() + CODE_MS });
    return code;
  }

  /** The token that a code is good for; `null` where it isn't, or no longer. */
  redeem(code: string): { token: string; expiresIn: number } | null {
    const grant = this.#codes.get(code);
    this.#codes.delete(code);
    const now = this.#world.options.now().getTime();
    if (!grant || grant.until <= now) return null;
    const token = `ghu_${randomBytes(18).toString('hex')}`;
    this.#userTokens.set(token, { person: grant.person, until: now + USER_TOKEN_SECONDS * 1000 });
    return { token, expiresIn: USER_TOKEN_SECONDS };
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
      const { state } = this.#world.installation;
      if (state === 'suspended') throw new Refused(403, 'This installation has been suspended');
      return state === 'active' ? { kind: 'installation', actor: this.#world.bot } : null;
    }
    const granted = this.#userTokens.get(token);
    if (granted && granted.until > this.#world.options.now().getTime())
      return { kind: 'person', actor: granted.person };
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
  // Nobody gave the App a word in how a repository is run.
  if (caller.kind === 'installation' && needed === 'admin')
    throw new Refused(403, 'Resource not accessible by integration');
  if (caller.kind === 'installation') return;
  const has = world.permission(caller.actor, repository);
  if (!atLeast(has, 'read')) throw new Refused(404, 'Not Found');
  if (!atLeast(has, needed)) throw new Refused(403, 'Must have push access to the repository.');
}

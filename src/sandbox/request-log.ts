import type { Fault } from './faults.ts';
import type { LimitHit } from './limits.ts';

/** One request that the stand-in was sent. */
export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  /** 0: there was no answer. */
  readonly status: number;
  /** The App's login, a person's, or `null` where the credentials were wrong. */
  readonly actor: string | null;
  readonly kind: 'rest' | 'graphql';
  /** It changes something; of GraphQL only mutations do. */
  readonly write: boolean;
  /** It notifies people, which GitHub limits most. */
  readonly notifying: boolean;
  /** The limit that refused it: `quota` is the hourly one, the others GitHub calls secondary. */
  readonly limit: LimitHit['limit'] | null;
  /** The fault on demand that befell it. */
  readonly fault: Fault['kind'] | null;
}

/** Every request, so that tests can count what the App costs. */
export class RequestLog {
  readonly all: LoggedRequest[] = [];

  add(request: LoggedRequest): void {
    this.all.push(request);
  }

  clear(): void {
    this.all.length = 0;
  }

  /** What the App asked for, but for its tokens. */
  ofApp(login: string): readonly LoggedRequest[] {
    return this.all.filter(
      ({ actor, path }) => actor === login && !path.includes('access_tokens') && path !== '/api/v3/app',
    );
  }

  /** Those that a secondary limit answered, a real one or one by demand. */
  secondaryLimited(): readonly LoggedRequest[] {
    return this.all.filter(({ limit, fault }) => (limit !== null && limit !== 'quota') || fault === 'secondary-limit');
  }
}

/** One request that the stand-in was sent. */
export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** The App's login, a person's, or `null` where the credentials were wrong. */
  readonly actor: string | null;
  readonly kind: 'rest' | 'graphql';
  /** It changes something; of GraphQL only mutations do. */
  readonly write: boolean;
  /** It notifies people, which GitHub limits most. */
  readonly notifying: boolean;
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
}

import { ProbotOctokit } from 'probot';
import { RetryableError } from '../domain/retryable-error.ts';
import type { Urgency } from '../domain/urgency.ts';
import type { Budget } from './budget.ts';
import { costOf } from './cost.ts';
import { GitHubRefusal, headersOf, translateFailure } from './errors.ts';

/** What GitHub answered to one REST request. */
export interface RestAnswer<T> {
  readonly status: number;
  readonly data: T;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
}

/** An error inside a GraphQL answer whose other fields may be in order. */
export interface GraphqlProblem {
  readonly type?: string;
  readonly message: string;
  readonly path?: readonly (string | number)[];
}

/** The only door to GitHub. Failures come out as {@link RetryableError}, {@link GitHubRefusal} or {@link InstallationGone}, never as Octokit's own. */
export interface Client {
  /** @param route `POST /repos/{owner}/{repo}/issues` */
  rest<T = unknown>(route: string, parameters?: Readonly<Record<string, unknown>>): Promise<RestAnswer<T>>;
  /** Like {@link Client.rest}, but `null` where GitHub says 404. */
  find<T = unknown>(route: string, parameters?: Readonly<Record<string, unknown>>): Promise<RestAnswer<T> | null>;
  /** The answer's body as it comes, however long that takes; GitHub has to begin it in time. */
  open(route: string, parameters?: Readonly<Record<string, unknown>>): Promise<RestAnswer<ReadableStream<Uint8Array>>>;
  /** @returns the data; fields that GitHub could not find are `null` in it. Any other GraphQL error is thrown. */
  graphql<T>(query: string, variables?: Readonly<Record<string, unknown>>): Promise<T>;
}

export interface Credentials {
  /** Either an installation of the App, the App itself (no installation), or a person's token. */
  readonly token?: string;
  readonly appId?: number;
  readonly privateKey?: string;
  readonly installationId?: number;
}

export interface RequestRecord {
  readonly kind: 'rest' | 'graphql';
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly milliseconds: number;
  /** 0 for the App itself, or a person. */
  readonly installation: number;
  /** What the answer said of the hourly quota. */
  readonly quota: { readonly resource: string; readonly remaining: number } | null;
}

export interface ClientOptions {
  /** `https://api.github.com`, or `https://HOST/api/v3` of an Enterprise Server. */
  readonly baseUrl: string;
  readonly now: () => Date;
  readonly onRequest?: (request: RequestRecord) => void;
  /** Whose requests these are, for `onRequest`. */
  readonly installation?: number;
  /** Without one, requests are made as they come. */
  readonly budget?: Budget;
}

/** GitHub answers within 10 s or gives up; past that the connection is taken for broken. */
const TIMEOUT_MS = 15_000;

// Probot's own throttling spaces writes by seconds and counts GraphQL reads as writes; its retries may create things twice. Both are off:
// work is retried as a whole, from reading on. Only the function form turns them off.
const Octokit = ProbotOctokit.defaults((options: object) => ({
  ...options,
  throttle: { enabled: false },
  retry: { enabled: false },
}));

export function createClient(credentials: Credentials, options: ClientOptions): Client {
  const octokit = new Octokit({ auth: authOf(credentials), baseUrl: options.baseUrl });
  return clientOf((route, parameters) => octokit.request(route, parameters), options);
}

/** Clients of the App's installations: those of one share its token, and each asks the budget for its urgency. */
export function createInstallationClients(
  credentials: Credentials,
  options: ClientOptions,
  budgetOf: (installation: number, urgency: Urgency) => Budget,
): (installation: number, urgency: Urgency) => Client {
  const connections = new Map<number, InstanceType<typeof Octokit>>();

  function connect(installationId: number): InstanceType<typeof Octokit> {
    const auth = authOf({ ...credentials, installationId });
    const octokit = connections.get(installationId) ?? new Octokit({ auth, baseUrl: options.baseUrl });
    connections.set(installationId, octokit);
    return octokit;
  }

  return (installationId, urgency) => {
    const send: Send = async (route, parameters) => {
      try {
        return await connect(installationId).request(route, parameters);
      } catch (error) {
        if ((error as { status?: number }).status !== 401) throw error;
        // The token was taken back before its hour was over, as when the App is suspended for a while: a new one tells whether it may go on.
        connections.delete(installationId);
        return connect(installationId).request(route, parameters);
      }
    };
    return clientOf(send, { ...options, installation: installationId, budget: budgetOf(installationId, urgency) });
  };
}

/** One request, as Octokit makes it. */
type Send = (route: string, parameters: Record<string, unknown>) => Promise<object>;

function clientOf(send: Send, options: ClientOptions): Client {
  // An Enterprise Server has REST under /api/v3 and GraphQL beside it.
  const graphqlRoute = `POST ${options.baseUrl.replace(/\/api\/v3$/, '/api')}/graphql`;

  async function rest<T>(
    route: string,
    parameters: Readonly<Record<string, unknown>> = {},
    // Made when the budget lets the request go: waiting for that is no broken connection.
    begin: () => object = () => ({ signal: AbortSignal.timeout(TIMEOUT_MS) }),
  ): Promise<RestAnswer<T>> {
    const [method = '', path = ''] = route.split(' ');
    const { budget } = options;
    await budget?.take(costOf(route, route === graphqlRoute ? String(parameters.query) : undefined));
    const started = performance.now();
    const record = (status: number, headers: RestAnswer<unknown>['headers']) =>
      options.onRequest?.({
        installation: options.installation ?? 0,
        quota: quotaLeft(headers),
        kind: route === graphqlRoute ? 'graphql' : 'rest',
        method,
        route: path,
        status,
        milliseconds: performance.now() - started,
      });
    try {
      const answer = (await send(route, { ...parameters, request: begin() })) as RestAnswer<T>;
      record(answer.status, answer.headers);
      await budget?.told(answer.headers);
      return answer;
    } catch (error) {
      record((error as { status?: number }).status ?? 0, headersOf(error));
      const failure = translateFailure(error, options.now());
      await budget?.told(headersOf(error), failure instanceof RetryableError ? failure.retryAt : undefined);
      throw failure;
    }
  }

  return {
    rest: (route, parameters) => rest(route, parameters),
    async find<T>(route: string, parameters?: Readonly<Record<string, unknown>>) {
      try {
        return await rest<T>(route, parameters);
      } catch (error) {
        if (error instanceof GitHubRefusal && error.status === 404) return null;
        throw error;
      }
    },
    async open(route, parameters) {
      const late = new AbortController();
      let timer: NodeJS.Timeout | undefined;
      try {
        return await rest(route, parameters, () => {
          timer = setTimeout(() => late.abort(), TIMEOUT_MS);
          return { signal: late.signal, parseSuccessResponseBody: false };
        });
      } finally {
        clearTimeout(timer);
      }
    },
    async graphql<T>(query: string, variables: Readonly<Record<string, unknown>> = {}) {
      const { data: answer } = await rest<{ data?: T; errors?: readonly GraphqlProblem[] }>(graphqlRoute, {
        query,
        variables,
      });
      return graphqlData(answer);
    },
  };
}

function quotaLeft(headers: RestAnswer<unknown>['headers']): RequestRecord['quota'] {
  const remaining = headers['x-ratelimit-remaining'];
  if (remaining === undefined) return null;
  return { resource: String(headers['x-ratelimit-resource'] ?? 'core'), remaining: Number(remaining) };
}

function graphqlData<T>(answer: { data?: T; errors?: readonly GraphqlProblem[] }): T {
  const problem = answer.errors?.find(({ type }) => type !== 'NOT_FOUND');
  if (problem?.type === 'RATE_LIMITED' || problem?.type === 'INTERNAL') throw new RetryableError(problem.message);
  if (problem) {
    throw new GitHubRefusal(problem.message, { status: 200, ...(problem.type ? { type: problem.type } : {}) });
  }
  if (!answer.data) throw new RetryableError('GitHub answered a GraphQL query without data.');
  return answer.data;
}

function authOf({ token, appId, privateKey, installationId }: Credentials): Record<string, unknown> {
  if (token) return { token };
  return installationId ? { appId, privateKey, installationId } : { appId, privateKey };
}

import type { Permission } from '../../domain/person.ts';
import { type Access, type Caller, require } from '../access.ts';
import type { Hooks } from '../hooks.ts';
import type { Limits } from '../limits.ts';
import type { RepositoryModel } from '../model.ts';
import { Refused } from '../refused.ts';
import type { World } from '../world.ts';

/** A request that found its route. */
export interface Call {
  readonly world: World;
  readonly access: Access;
  readonly hooks: Hooks;
  readonly limits: Limits;
  readonly caller: Caller;
  readonly method: string;
  /** Below `/api/v3`, without its query. */
  readonly path: string;
  /** Of the path: `{owner}` → `owner`. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  readonly raw: Buffer;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** What a handler answers; a list is paged by the server. */
export interface Reply {
  readonly status?: number;
  readonly json?: unknown;
  readonly bytes?: { readonly content: Buffer; readonly type: string };
  readonly headers?: Readonly<Record<string, string>>;
  /** A list that GitHub pages. */
  readonly page?: readonly unknown[];
  /** The name under which the page stands in its object, beside `total_count`; default: the answer is the page. */
  readonly pageName?: string;
  /** What else stands in that object. */
  readonly pageFields?: Readonly<Record<string, unknown>>;
}

export type Handler = (call: Call) => Reply;

export interface Route {
  readonly method: string;
  /** As in GitHub's own documentation: `/repos/{owner}/{repo}/issues`. */
  readonly path: string;
  readonly handle: Handler;
  /** The answer creates something that notifies people. */
  readonly notifying: boolean;
}

export function route(definition: string, handle: Handler, options: { notifying?: boolean } = {}): Route {
  const [method = '', path = ''] = definition.split(' ');
  return { method, path, handle, notifying: options.notifying ?? false };
}

/** A route about one repository, for people who have `needed` there. */
export function onRepository(
  definition: string,
  needed: Permission,
  handle: (call: Call, repository: RepositoryModel) => Reply,
  options: { notifying?: boolean } = {},
): Route {
  return route(
    definition,
    (call) => {
      const moved = call.world.moved(call.params.owner ?? '', call.params.repo ?? '');
      if (moved) return redirect(call, moved);
      const repository = call.world.repository(call.params.owner ?? '', call.params.repo ?? '');
      require(call.world, call.caller, repository, needed);
      // An archived repository can still be taken out of the archive, moved or deleted.
      if (repository.archived && needed !== 'read' && !definition.endsWith('/{repo}')) {
        throw new Refused(403, 'Repository was archived so is read-only.');
      }
      return handle(call, repository);
    },
    options,
  );
}

/** GitHub remembers the names that repositories had. */
function redirect({ world, params, method, path }: Call, to: RepositoryModel): Reply {
  const rest = path.slice(`/repos/${params.owner}/${params.repo}`.length);
  const url = `${world.options.url()}/api/v3/repos/${world.fullName(to)}${rest}`;
  return {
    status: method === 'GET' ? 301 : 307,
    headers: { location: url },
    json: { message: 'Moved Permanently', url, documentation_url: 'https://docs.github.com/rest' },
  };
}

/** A route about the organisation. */
export function onOrganisation(definition: string, who: 'anyone' | 'admin', handle: (call: Call) => Reply): Route {
  return route(definition, (call) => {
    const { world, caller, params } = call;
    if (params.org?.toLowerCase() !== world.organization.login.toLowerCase()) throw new Refused(404, 'Not Found');
    if (who === 'admin' && caller.kind !== 'person') throw new Refused(403, 'Resource not accessible by integration');
    if (who === 'admin' && world.people.get(caller.actor.login.toLowerCase())?.role !== 'admin')
      throw new Refused(403, 'Must be an organization owner.');
    return handle(call);
  });
}

export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** Parameters that may hold slashes; `{path}` may be empty too, which is the root. */
const DEEP: Readonly<Record<string, string>> = { ref: '.+', basehead: '.+', branch: '.+' };

/** Finds the route of a request. */
export function createRouter(routes: readonly Route[]): (method: string, path: string) => Match | null {
  const compiled = routes.map((each) => {
    const expression = each.path
      .replace('/{path}', '(?:/(?<path>.*))?')
      .replace(/\{(\w+)\}/g, (_, name: string) => `(?<${name}>${DEEP[name] ?? '[^/]+'})`);
    return { route: each, expression: new RegExp(`^${expression}/?$`) };
  });
  // `/releases/latest` before `/releases/{release_id}`: what is spelled out wins.
  compiled.sort((one, other) => literals(other.route.path) - literals(one.route.path));
  return (method, path) => {
    for (const { route: each, expression } of compiled) {
      const found = each.method === method ? expression.exec(path) : null;
      if (found)
        return {
          route: each,
          params: Object.fromEntries(
            Object.entries(found.groups ?? {}).map(([key, value]) => [key, decodeURIComponent(value ?? '')]),
          ),
        };
    }
    return null;
  };
}

function literals(path: string): number {
  return path.split('/').filter((each) => !each.startsWith('{')).length;
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
}

export function needed(value: unknown, field: string): string {
  const found = text(value);
  if (found === undefined) throw new Refused(422, `Invalid request.\n\n"${field}" wasn't supplied.`);
  return found;
}

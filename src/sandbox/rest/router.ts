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
      const repository = call.world.repository(call.params.owner ?? '', call.params.repo ?? '');
      require(call.world, call.caller, repository, needed);
      if (repository.archived && call.caller.kind !== 'person' && needed !== 'read') {
        throw new Refused(403, 'Repository was archived so is read-only.');
      }
      return handle(call, repository);
    },
    options,
  );
}

export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** Finds the route of a request; the last parameter of a path may hold slashes where its name says so (`{path}`, `{ref}`, `{basehead}`). */
export function createRouter(routes: readonly Route[]): (method: string, path: string) => Match | null {
  const compiled = routes.map((each) => {
    const expression = each.path.replace(
      /\{(\w+)\}/g,
      (_, name: string) => `(?<${name}>${DEEP.includes(name) ? '.+' : '[^/]+'})`,
    );
    return { route: each, expression: new RegExp(`^${expression}/?$`) };
  });
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

const DEEP = ['path', 'ref', 'basehead'];

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

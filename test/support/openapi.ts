import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { close, type JsonSchema as Json, rebase, strict } from './openapi-schema.ts';

/** GitHub's description of its API, as much of it as is looked at here. */
interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly 'x-webhooks': Readonly<Record<string, { readonly post: { readonly requestBody: Body } }>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, Json>>>>;
}

interface Operation {
  readonly parameters?: readonly (Parameter & Reference)[];
  readonly requestBody?: Body;
  readonly responses: Readonly<Record<string, Body & Reference>>;
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: Json;
}

interface Body {
  readonly required?: boolean;
  readonly content?: Readonly<Record<string, { readonly schema: Json }>>;
}

interface Reference {
  readonly $ref?: string;
}

/** One request and what came of it. */
export interface Exchanged {
  readonly method: string;
  /** Below `/api/v3`, with its query. */
  readonly path: string;
  readonly body: unknown;
  readonly status: number;
  readonly json: unknown;
}

const FOLDER = fileURLToPath(new URL('../sandbox/openapi/', import.meta.url));

/** In CI a missing description is a failure; elsewhere what needs it is skipped, and says so. */
export const openapiPresent = existsSync(`${FOLDER}node_modules/@octokit/openapi`) || Boolean(process.env.CI);

/** GitHub lists errors in part only: these may be answered anywhere, as may the redirect of a renamed repository. 501 is the stand-in's own: not built. */
const ANYWHERE = [301, 307, 401, 403, 404, 429, 501];
/** Answers that GitHub gives and its description doesn't list. */
const UNLISTED: Readonly<Record<string, number>> = {
  'POST /repos/{owner}/{repo}/check-runs': 422,
  'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}': 422,
  'POST /repos/{owner}/{repo}/statuses/{sha}': 422,
  'PUT /orgs/{org}/teams/{team_slug}/repos/{owner}/{repo}': 422,
};

/** Holds requests, answers and webhooks against GitHub's own description. Each check gives what differs, `[]` where nothing does. */
export class OpenApi {
  readonly #description: Description;
  readonly #operations: readonly { method: string; expression: RegExp; path: string; operation: Operation }[];
  readonly #compile: (pointer: Json) => (value: unknown) => readonly string[];
  readonly #checks = new Map<string, (value: unknown) => readonly string[]>();

  constructor() {
    const require = createRequire(`${FOLDER}package.json`);
    const file = require
      .resolve('@octokit/openapi/package.json')
      .replace('package.json', 'generated/api.github.com.json');
    this.#description = JSON.parse(readFileSync(file, 'utf8'), (_, value) => strict(value)) as Description;
    close(this.#description);
    this.#operations = Object.entries(this.#description.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        method: method.toUpperCase(),
        path,
        expression: new RegExp(`^${path.replace(/\{(path|ref|basehead)\}/g, '.*').replace(/\{[^}]+\}/g, '[^/]+')}$`),
        operation,
      })),
    );
    const { default: Ajv } = require('ajv/dist/2019.js');
    const ajv = new Ajv({ strict: false, allErrors: true, logger: false, validateFormats: true });
    require('ajv-formats').default(ajv);
    ajv.addSchema({ $id: 'github', components: this.#description.components });
    this.#compile = (schema) => {
      const check = ajv.compile(schema);
      return (value) =>
        check(value)
          ? []
          : check.errors.map(
              ({ instancePath, message, params }: { instancePath: string; message: string; params: object }) =>
                `${instancePath || 'the whole'} ${message} ${JSON.stringify(params)}`,
            );
    };
  }

  /** `GET /repos/{owner}/{repo}` of a request; `undefined` where GitHub has no such operation. */
  operationOf(method: string, path: string): string | undefined {
    const found = this.#find(method, path);
    return found && `${method} ${found.path}`;
  }

  check({ method, path, body, status, json }: Exchanged): readonly string[] {
    const found = this.#find(method, path);
    if (!found) return status === 404 ? [] : [`${method} ${path}: GitHub has no such operation`];
    const at = (problems: readonly string[], where: string) =>
      problems.map((each) => `${method} ${found.path} ${where}: ${each}`);
    const response = found.operation.responses[String(status)];
    return [
      // What was refused may have been wrong on purpose.
      ...(status < 400 ? at(this.#checkRequest(found.operation, found.path, path, body), 'request') : []),
      ...(response || ANYWHERE.includes(status) || UNLISTED[`${method} ${found.path}`] === status
        ? []
        : [`${method} ${found.path} never answers ${status}`]),
      ...(response
        ? at(this.#checkAnswer(`${method} ${found.path}`, status, this.#resolve(response), json), String(status))
        : []),
    ];
  }

  /** @param event `issues.opened`, `push`, `repository_dispatch.sample.collected` */
  checkWebhook(event: string, payload: unknown): readonly string[] {
    const name = event.replace('.', '-').replaceAll('_', '-');
    const webhook = this.#description['x-webhooks'][name];
    if (!webhook) return [`GitHub sends no webhook ${event}`];
    return this.#checkBody(`webhook ${name}`, webhook.post.requestBody, payload).map(
      (each) => `webhook ${event}: ${each}`,
    );
  }

  #find(method: string, path: string) {
    const [plain = ''] = path.split('?');
    const all = this.#operations.filter((each) => each.method === method && each.expression.test(plain));
    // `/releases/latest` wins over `/releases/{release_id}`.
    return all.sort((one, other) => literals(other.path) - literals(one.path))[0];
  }

  #checkRequest(operation: Operation, template: string, path: string, body: unknown): readonly string[] {
    const given = new URL(path, 'http://github.example').searchParams;
    const known = (operation.parameters ?? []).map((each) => this.#resolve(each));
    const problems = [...given.keys()].filter(
      (name) => !known.some((each) => each.in === 'query' && each.name === name),
    );
    const values = known.flatMap((each) => {
      const text =
        each.in === 'query' ? given.get(each.name) : each.in === 'path' ? segment(template, path, each.name) : null;
      if (text === null) return each.required && each.in === 'query' ? [`${each.name} is missing`] : [];
      const { type } = this.#resolve(each.schema as Reference & Json);
      const value =
        type === 'integer' ? Number(text) : type === 'boolean' ? text === 'true' : type === 'array' ? [text] : text;
      return this.#checkSchema(`${template} ${each.name}`, each.schema, value);
    });
    const json = operation.requestBody?.content?.['application/json'];
    const needsBody = operation.requestBody?.required && body === undefined ? ['the body is missing'] : [];
    const bodies =
      json && body !== undefined
        ? this.#checkSchema(`${template} body ${Object.keys(operation.responses)}`, json.schema, body)
        : [];
    return [...problems.map((name) => `there is no parameter ${name}`), ...values, ...needsBody, ...bodies];
  }

  /** Of errors the description often gives no form, though all have a body. */
  #checkAnswer(key: string, status: number, response: Body, value: unknown): readonly string[] {
    return status >= 400 && !response.content ? [] : this.#checkBody(`${key} ${status}`, response, value);
  }

  #checkBody(key: string, body: Body, value: unknown): readonly string[] {
    const json = Object.entries(body.content ?? {}).find(([type]) => type.includes('json'))?.[1];
    if (!json) return value === undefined ? [] : ['there should be no body'];
    if (value === undefined) return ['the body is missing'];
    return this.#checkSchema(key, json.schema, value);
  }

  #checkSchema(key: string, schema: Json, value: unknown): readonly string[] {
    const known = this.#checks.get(key);
    const check = known ?? this.#compile(rebase(schema) as Json);
    this.#checks.set(key, check);
    return check(value);
  }

  #resolve<T extends Reference>(given: T): T {
    if (!given.$ref) return given;
    const [, , kind = '', name = ''] = given.$ref.replace(/^github/, '').split('/');
    return this.#description.components[kind]?.[name] as unknown as T;
  }
}

function literals(path: string): number {
  return path.split('/').filter((each) => !each.startsWith('{')).length;
}

function segment(template: string, path: string, name: string): string | null {
  const index = template.split('/').indexOf(`{${name}}`);
  const found = path.split('?')[0]?.split('/')[index];
  return found === undefined || ['path', 'ref', 'basehead'].includes(name) ? null : decodeURIComponent(found);
}

import { createSign } from 'node:crypto';
import { ROUTES } from '../../src/sandbox/rest/index.ts';
import { createRouter } from '../../src/sandbox/rest/router.ts';
import { OpenApi, openapiPresent } from './openapi.ts';
import { type Answer, type Call, type SmallWorld, startSmallWorld } from './small-world.ts';

/** A small world whose every REST call is held against GitHub's OpenAPI description, where that is installed. */
export interface CheckedWorld extends SmallWorld {
  readonly openapi: OpenApi | null;
  /** Routes that have answered with success. */
  readonly reached: ReadonlySet<string>;
  /** The App's own token, and one of its installation. */
  appToken(): string;
  installationToken(): Promise<string>;
}

const findRoute = createRouter(ROUTES);

export async function startCheckedWorld(options: Parameters<typeof startSmallWorld>[0] = {}): Promise<CheckedWorld> {
  const openapi = openapiPresent ? new OpenApi() : null;
  const world = await startSmallWorld(options);
  const reached = new Set<string>();

  async function call(asked: Call): Promise<Answer> {
    const answer = await world.call(asked);
    const { method = 'GET', path, body } = asked;
    if (path.startsWith('http')) return answer;
    const route = findRoute(method, path.split('?')[0] ?? '')?.route;
    if (route && answer.status < 400) reached.add(`${method} ${route.path}`);
    // A raw file is no JSON, whatever the description says.
    const isJson = answer.text === '' || answer.json !== undefined;
    const problems = isJson ? openapi?.check({ method, path, body, status: answer.status, json: answer.json }) : [];
    if (problems && problems.length > 0) throw new Error(problems.slice(0, 20).join('\n'));
    return answer;
  }

  const appToken = () => jwt(world.app.id, world.app.privateKey);
  return {
    ...world,
    openapi,
    reached,
    call,
    get: (path, as = 'alice') => call({ path, as }),
    post: (path, body, as = 'alice') => call({ method: 'POST', path, body, as }),
    appToken,
    async installationToken() {
      const path = `/app/installations/${world.world.installation.id}/access_tokens`;
      return (await call({ method: 'POST', path, token: appToken() })).json.token;
    },
  };
}

function jwt(appId: number, privateKey: string): string {
  const now = Math.floor(Date.now() / 1000);
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const content = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode({ iat: now - 60, exp: now + 540, iss: appId })}`;
  return `${content}.${createSign('RSA-SHA256').update(content).sign(privateKey, 'base64url')}`;
}

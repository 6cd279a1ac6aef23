import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/sandbox.ts';

const ORGANISATION = `
organization: acme
members:
  alice: { role: admin, name: Alice Okafor }
  bob: {}
  carol: { role: outside }
teams:
  platform: { members: [bob], repositories: { tools: write } }
repositories:
  tools: { visibility: internal }
  secret: { visibility: private }
`;

/** A request as a script would send it. */
export interface Call {
  readonly method?: string;
  /** Below `/api/v3`, or whole where it begins with `http`. */
  readonly path: string;
  /** Default: alice, who owns the organisation. `null`: without credentials. */
  readonly as?: string | null;
  /** In place of a person's. */
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** `undefined` where there is no body. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly json: any;
  readonly text: string;
}

/** A small organisation with nothing installed on it. */
export interface SmallWorld extends Sandbox {
  call(call: Call): Promise<Answer>;
  get(path: string, as?: string | null): Promise<Answer>;
  post(path: string, body?: unknown, as?: string): Promise<Answer>;
}

/** @param files path below ORGDIR → text, beside `org.yml` and one README a repository */
export async function startSmallWorld(
  options: Omit<SandboxOptions, 'organisation'> & { readonly files?: Readonly<Record<string, string>> } = {},
): Promise<SmallWorld> {
  const { files = {}, ...rest } = options;
  const organisation = mkdtempSync(join(tmpdir(), 'innkeeper-small-'));
  const all = {
    'org.yml': ORGANISATION,
    'repositories/tools/README.md': '# Tools\n',
    'repositories/secret/README.md': '# Secret\n',
    'branches/tools/fix/src/fix.js': 'export {};\n',
    ...files,
  };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(organisation, path)), { recursive: true });
    writeFileSync(join(organisation, path), text);
  }
  const sandbox = await startSandbox({ organisation, ...rest });
  const call = async ({ method = 'GET', path, as = 'alice', token, body, headers = {} }: Call): Promise<Answer> => {
    const bearer = token ?? (as === null ? null : sandbox.tokenOf(as));
    const isBytes = body instanceof Uint8Array;
    const answer = await fetch(path.startsWith('http') ? path : `${sandbox.url}/api/v3${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
        ...(body === undefined || isBytes ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isBytes ? new Uint8Array(body) : JSON.stringify(body) }),
    });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json') && text !== '';
    return { status: answer.status, headers: answer.headers, text, json: isJson ? JSON.parse(text) : undefined };
  };
  return {
    ...sandbox,
    call,
    get: (path, as = 'alice') => call({ path, as }),
    post: (path, body, as = 'alice') => call({ method: 'POST', path, body, as }),
    async close() {
      await sandbox.close();
      rmSync(organisation, { recursive: true, force: true });
    },
  };
}

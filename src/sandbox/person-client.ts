import type { Sandbox } from './sandbox.ts';

/** What a person does with a script or in the browser: plain REST, with their own token. */
export type PersonClient = <T = Record<string, unknown>>(
  route: string,
  body?: Readonly<Record<string, unknown>>,
) => Promise<T>;

/** @param route `POST /repos/acme/http-client/pulls` */
export function personClient(sandbox: Pick<Sandbox, 'url' | 'tokenOf'>, login: string): PersonClient {
  return async <T>(route: string, body?: Readonly<Record<string, unknown>>): Promise<T> => {
    const [method = 'GET', path = ''] = route.split(' ');
    const answer = await fetch(`${sandbox.url}/api/v3${path}`, {
      method,
      headers: { authorization: `token ${sandbox.tokenOf(login)}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${route} answered ${answer.status}: ${text.slice(0, 300)}`);
    return (text ? JSON.parse(text) : {}) as T;
  };
}

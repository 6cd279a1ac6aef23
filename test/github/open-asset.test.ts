import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createClient } from '../../src/github/client.ts';
import { openAsset } from '../../src/github/open-asset.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** @param host of its address: another one is another origin */
async function serve(host: string, listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0);
  await once(server, 'listening');
  closers.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://${host}:${(server.address() as AddressInfo).port}`;
}

const repository = { owner: 'acme', name: 'kit' };
const open = (api: string) =>
  openAsset(createClient({ token: 'secret' }, { baseUrl: `${api}/api/v3`, now: () => new Date() }), repository, 7);

test('an asset comes as GitHub’s file store sends it, which never sees the token', async () => {
  const seen: (string | undefined)[] = [];
  let finish = () => {};
  const files = await serve('127.0.0.1', (request, response) => {
    seen.push(request.headers.authorization);
    response.writeHead(200, { 'content-type': 'application/zip', 'content-length': '10' });
    response.write('first');
    finish = () => response.end('after');
  });
  const api = await serve('localhost', (request, response) => {
    seen.push(request.headers.authorization, request.headers.accept, request.url);
    response.writeHead(302, { location: `${files}/signed` }).end();
  });
  const opened = await open(api);
  const reader = opened?.data.getReader();
  expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('first');
  finish();
  expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('after');
  expect(opened?.headers['content-length']).toBe('10');
  expect(seen).toEqual([
    'token secret',
    'application/octet-stream',
    '/api/v3/repos/acme/kit/releases/assets/7',
    undefined,
  ]);
});

test('an asset that is gone is null; another failure is thrown', async () => {
  const answer = (status: number) =>
    serve('localhost', (_, response) => response.writeHead(status, { 'content-type': 'application/json' }).end('{}'));
  expect(await open(await answer(404))).toBeNull();
  await expect(open(await answer(403))).rejects.toMatchObject({ status: 403 });
});

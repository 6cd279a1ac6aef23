import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Client } from '../../src/github/client.ts';
import { parseAssetAddress, webAddress } from '../../src/portal/packages/asset-address.ts';
import { createDesk, type Kind } from '../../src/portal/packages/desk.ts';
import type { Shelf } from '../../src/portal/shelves.ts';

const WEB = 'https://github.com';
const address = (repository: string, file = 'a.whl') => `${WEB}/acme/${repository}/releases/download/v1/${file}`;
const LIST: Kind<readonly string[]> = {
  path: 'list',
  read: (text) => (text ? text.split(' ') : null),
  addresses: (content) => content,
};

/** A desk over one registry a text; the viewer sees the repositories named. */
function desk(texts: readonly string[], seen: readonly string[], bytes = 'bytes') {
  const shelf = (text: string, installation: number): Shelf => ({
    installation,
    repository: { owner: 'acme', name: 'registry' },
    head: 'h',
    text: async () => text || null,
    names: async () => [],
  });
  const client = {
    find: async () => ({ data: { assets: [{ id: 1, name: 'a.whl' }] } }),
    open: async () => ({ data: new Blob([bytes]).stream(), headers: { 'content-length': bytes.length } }),
  } as unknown as Client;
  const sight = async (_: unknown, repositories: readonly { name: string }[]) =>
    new Set(repositories.filter(({ name }) => seen.includes(name)).map(({ name }) => `acme/${name}`));
  return createDesk({
    shelves: async () => texts.map(shelf),
    access: { sees: sight, bearerSees: async () => new Set() },
    github: () => client,
    web: WEB,
    now: () => new Date(0),
  });
}

describe('the desk', () => {
  const bearer = { token: 'x', address: '192.0.2.1' };

  test('shows of a package the files whose repository the viewer sees, and those that lie elsewhere', async () => {
    const elsewhere = 'https://files.example/acme/one/releases/download/v1/a.whl';
    const text = [address('one'), address('two'), elsewhere].join(' ');
    const found = await desk([text], ['one']).open(bearer, LIST);
    if (typeof found !== 'object') throw new Error('closed');
    expect(found.content.filter(found.has)).toEqual([address('one'), elsewhere]);
    expect(found.content.filter(found.isOurs)).toEqual([address('one'), address('two')]);
  });

  test('shows nothing of a package of which the viewer sees no repository, be it only for files that lie elsewhere', async () => {
    for (const text of [address('one'), 'https://files.example/a.whl', '']) {
      expect(await desk([text], ['two']).open(bearer, LIST)).toBe(404);
      expect(await desk([text], ['two']).open({ token: null, address: '192.0.2.1' }, LIST)).toBe(401);
    }
  });

  test('looks into every registry until one has what the viewer may see', async () => {
    const found = await desk(['', address('one'), address('two')], ['two']).open(bearer, LIST);
    expect(found).toMatchObject({ shelf: { installation: 2 } });
  });

  test('hands out an asset’s bytes, and nothing that is no asset', async () => {
    const { download } = desk([], []);
    const [shelf] = [{ installation: 1 } as Shelf];
    const whole = await download(shelf, address('one'), 'GET');
    expect([await whole?.text(), whole?.headers.get('content-length')]).toEqual(['bytes', '5']);
    expect(await (await download(shelf, address('one'), 'HEAD'))?.text()).toBe('');
    expect(await download(shelf, address('one', 'gone.whl'), 'GET')).toBeNull();
    expect(await download(shelf, 'https://files.example/a.whl', 'GET')).toBeNull();
  });
});

describe('an asset’s address', () => {
  test.each([
    [`${WEB}/acme/kit/releases/download/v1/a.whl`, { tag: 'v1', name: 'a.whl' }],
    [`${WEB}/acme/kit/releases/download/%40acme%2Fkit%401.0.0/a%20b.tgz`, { tag: '@acme/kit@1.0.0', name: 'a b.tgz' }],
    [`${WEB}/acme/kit/releases/download/kit/v1/a.whl`, { tag: 'kit/v1', name: 'a.whl' }],
    ['https://files.example/acme/kit/releases/download/v1/a.whl', null],
    [`${WEB}/acme/kit/archive/v1.tar.gz`, null],
    [`${WEB}/acme/kit/releases/download/v1/%E0%A4%A`, null],
    ['a.whl', null],
  ])('%s is read', (written, expected) => {
    expect(parseAssetAddress(written, WEB)).toEqual(
      expected && { repository: { owner: 'acme', name: 'kit' }, ...expected },
    );
  });

  test('never throws', () => {
    fc.assert(
      fc.property(
        fc.webUrl(),
        fc.string(),
        (url, text) => void [url, text].map((each) => parseAssetAddress(each, WEB)),
      ),
    );
  });

  test.each([
    ['https://api.github.com', 'https://github.com'],
    ['https://git.example/api/v3', 'https://git.example'],
    ['http://localhost:3000/api/v3', 'http://localhost:3000'],
    ['https://api.acme.ghe.com', 'https://acme.ghe.com'],
  ])('is on the pages of %s: %s', (api, web) => {
    expect(webAddress(api)).toBe(web);
  });
});

import { describe, expect, test } from 'vitest';
import type { Client } from '../../src/github/client.ts';
import { readOpenRegistryPulls, readRegistryPull } from '../../src/github/read-registry-pull.ts';

const REGISTRY = { owner: 'acme', name: 'registry' };

const NODE = {
  number: 7,
  url: 'https://github.com/acme/registry/pull/7',
  headRefName: 'registrator-kit',
  state: 'OPEN',
  title: 'New package: kit v1.0.0',
  body: '',
  createdAt: '2026-11-21T10:00:00Z',
  updatedAt: '2026-11-21T10:00:00Z',
  isDraft: false,
  viewerDidAuthor: true,
  labels: { nodes: [] },
  latestOpinionatedReviews: { nodes: [] },
  headRefOid: 'b'.repeat(40),
  files: { nodes: [{ path: 'packages/kit.json' }] },
  commits: {
    totalCount: 1,
    nodes: [{ commit: { author: { name: 'innkeeper[bot]' }, parents: { nodes: [{ oid: 'a'.repeat(40) }] } } }],
  },
};

/** What is read where GitHub answers with these pull requests, the newest first. */
function read(nodes: readonly object[], repository: object = {}) {
  const answer = { squashMergeAllowed: true, mergeCommitAllowed: true, pullRequests: { nodes }, ...repository };
  const client = { graphql: async () => ({ repository: answer }) } as unknown as Client;
  const paths = ['packages/kit.json', 'Registry.toml'];
  return readRegistryPull(client, { registry: REGISTRY, branch: 'registrator-kit', paths, appSlug: 'innkeeper' });
}

describe('a pull request in the registry', () => {
  test('is the App’s own newest, be there others from the same branch', async () => {
    const others = [{ ...NODE, number: 9, viewerDidAuthor: false }, NODE, { ...NODE, number: 3, state: 'CLOSED' }];
    expect(await read(others)).toMatchObject({ number: 7, state: 'open', head: NODE.headRefOid });
    expect(await read([{ ...NODE, viewerDidAuthor: false }])).toBeNull();
    expect(await read([])).toBeNull();
  });

  test('tells what its branch holds, of the files it changes and of those that it should', async () => {
    const found = await read([{ ...NODE, files: { nodes: [{ path: 'README.md' }] } }], {
      file0: { oid: 'c'.repeat(40) },
    });
    expect([...(found?.blobs ?? [])]).toEqual([
      ['README.md', null],
      ['packages/kit.json', 'c'.repeat(40)],
      ['Registry.toml', null],
    ]);
  });

  test.each([
    ['two commits', { totalCount: 2 }],
    [
      'somebody’s commit',
      { nodes: [{ commit: { author: { name: 'Alice' }, parents: { nodes: [{ oid: 'a'.repeat(40) }] } } }] },
    ],
  ])('with %s is no longer the App’s alone', async (_, change) => {
    expect((await read([NODE]))?.builtOn).toBe('a'.repeat(40));
    expect((await read([{ ...NODE, commits: { ...NODE.commits, ...change } }]))?.builtOn).toBeNull();
  });

  test('is held back by a label in any case, by whoever objects, and as a draft', async () => {
    const held = await read([
      {
        ...NODE,
        isDraft: true,
        labels: { nodes: [{ name: 'Hold' }, { name: 'household' }] },
        latestOpinionatedReviews: {
          nodes: [
            { state: 'CHANGES_REQUESTED', author: null },
            { state: 'APPROVED', author: { login: 'alice' } },
          ],
        },
      },
    ]);
    expect(held?.holds).toEqual([{ kind: 'changes-requested', by: 'ghost' }, { kind: 'label' }, { kind: 'draft' }]);
    expect((await read([{ ...NODE, labels: { nodes: [{ name: 'household' }] } }]))?.holds).toEqual([]);
  });

  test('is merged in a way that the repository allows', async () => {
    expect((await read([NODE]))?.method).toBe('squash');
    expect((await read([NODE], { squashMergeAllowed: false }))?.method).toBe('merge');
    expect((await read([NODE], { squashMergeAllowed: false, mergeCommitAllowed: false }))?.method).toBe('rebase');
  });
});

test('open pull requests are read page by page', async () => {
  const asked: unknown[] = [];
  const client = {
    graphql: async (_: string, { after }: { after: string | null }) => {
      asked.push(after);
      const pageInfo = { hasNextPage: after === null, endCursor: 'next' };
      const nodes = [
        { ...NODE, number: asked.length },
        { ...NODE, number: 90, viewerDidAuthor: false },
      ];
      return { repository: { pullRequests: { pageInfo, nodes } } };
    },
  } as unknown as Client;
  expect((await readOpenRegistryPulls(client, REGISTRY)).map(({ number }) => number)).toEqual([1, 2]);
  expect(asked).toEqual([null, 'next']);
});

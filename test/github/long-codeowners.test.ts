import { afterEach, describe, expect, test } from 'vitest';
import { createClient } from '../../src/github/client.ts';
import { readProject } from '../../src/github/read-project.ts';
import { codeownersText } from '../../src/reviewers/codeowners/location.ts';
import { readCodeowners } from '../../src/reviewers/codeowners/read.ts';
import { type SmallWorld, startSmallWorld } from '../support/small-world.ts';

let world: SmallWorld;
afterEach(() => world.close());

/** Reads a repository whose `.github/CODEOWNERS` is as long as told, its last line the one that decides. */
async function read(kilobytes: number) {
  const last = '*.md @acme/writers\n';
  const text = `* @acme/platform\n${'# filling\n'.repeat(kilobytes * 100)}${last}`;
  world = await startSmallWorld({
    files: {
      'repositories/tools/.github/CODEOWNERS': text,
      'repositories/tools/CODEOWNERS': '* @acme/another\n',
    },
  });
  const routes: string[] = [];
  const client = createClient(
    { token: world.tokenOf('alice') },
    { baseUrl: `${world.url}/api/v3`, now: () => new Date(), onRequest: ({ route }) => routes.push(route) },
  );
  const repository = { owner: 'acme', name: 'tools' };
  const asked = { repository, appId: 1, check: 'check', marker: '<!-- marker -->', now: new Date() };
  const reading = await readProject(client, asked);
  const found = reading && codeownersText(reading.files);
  return { owners: found === null ? null : readCodeowners(found).match('a.md')?.owners, requests: routes.length };
}

describe('CODEOWNERS', () => {
  test.each([
    ['short enough for GraphQL is read with all else', 100, ['@acme/writers'], 1],
    ['that GraphQL cuts is read whole', 600, ['@acme/writers'], 2],
    ['that GitHub doesn’t load isn’t read, nor another in its place', 3200, null, 1],
  ])('%s', async (_, kilobytes, owners, requests) => {
    expect(await read(kilobytes)).toEqual({ owners, requests });
  });
});

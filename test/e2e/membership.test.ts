import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorld, type TestWorld } from '../support/world.ts';

const ORGANISATION = `organization: acme
members: { rosa: { role: admin }, kim: {}, mona: {}, noor: {} }
teams:
  pair: { members: [alice, bob], repositories: { client: write } }
  tools: { members: [ines], repositories: { tools: write } }
  web: { members: [lena], parent: tools }
  docs: { members: [dmitri, erin], repositories: { pages: write } }
repositories:
  client: { visibility: private }
  tools: { visibility: private }
  pages: { visibility: private, collaborators: { noor: write } }
`;

let world: TestWorld;
beforeAll(async () => {
  world = await startWorld({
    'org.yml': ORGANISATION,
    'repositories/.github/innkeeper.yml': 'version: 1\nmode: warn\nreviewers: { cap: 50 }\n',
    'repositories/client/CODEOWNERS': '* @acme/pair\n',
    'repositories/tools/CODEOWNERS': '* @acme/tools\n',
    'repositories/pages/CODEOWNERS': '* @acme/docs\n/api/ @noor\n',
  });
});
afterAll(() => world.close());

let changes = 0;
/** Logins and team slugs that a new pull request asks. */
async function askedBy(author: string, repository: string, folder = 'src'): Promise<readonly string[]> {
  changes += 1;
  const number = await world.propose(author, repository, { [`${folder}/${changes}.js`]: 'x\n' });
  const { pull } = world.issue(repository, number);
  return [...(pull?.requestedUsers ?? []), ...(pull?.requestedTeams ?? [])];
}

const asRosa = (route: string) => world.as('rosa')(route);

// Nothing waits between what happens to a team and the next pull request.
test('who left a team is not asked by the very next pull request, and who joined it is', async () => {
  expect(await askedBy('bob', 'client')).toEqual(['alice']);
  await asRosa('DELETE /orgs/acme/teams/pair/memberships/alice');
  await asRosa('PUT /orgs/acme/teams/pair/memberships/kim');
  expect(await askedBy('bob', 'client')).toEqual(['kim']);
});

test('people of the teams below count, and leave with them', async () => {
  expect(await askedBy('ines', 'tools')).toEqual(['lena']);
  await asRosa('DELETE /orgs/acme/teams/web/memberships/lena');
  await asRosa('PUT /orgs/acme/teams/web/memberships/mona');
  expect(await askedBy('ines', 'tools')).toEqual(['mona']);
});

test('who left the organisation is not asked', async () => {
  await asRosa('PUT /orgs/acme/teams/web/memberships/kim');
  const { world: github } = world.sandbox;
  github.team('web').members.delete('mona');
  const membership = { user: { login: 'mona' }, role: 'member', state: 'active' };
  github.emit('organization', 'member_removed', null, github.person('rosa'), { membership });
  expect(await askedBy('ines', 'tools')).toEqual(['kim']);
});

test('nobody is asked of a team, or of those beside it, whose access was taken away', async () => {
  expect(await askedBy('dmitri', 'pages')).toEqual(['erin']);
  expect(await askedBy('erin', 'pages', 'api')).toContain('noor');
  await asRosa('DELETE /repos/acme/pages/collaborators/noor');
  expect(await askedBy('erin', 'pages', 'api')).toEqual([]);
  await asRosa('PUT /repos/acme/pages/collaborators/noor');
  await asRosa('DELETE /orgs/acme/teams/docs/repos/acme/pages');
  expect(await askedBy('noor', 'pages')).toEqual([]);
});

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CHOSEN } from '../../src/handlers/shared/chosen.ts';
import { PROMISE, WAITING } from '../../src/handlers/shared/promise.ts';
import { HEAD } from '../../src/handlers/shared/seen-head.ts';
import { SAMPLE_ORGANISATION } from '../../src/sandbox/sample/morning.ts';
import { startWorld, type TestWorld } from '../support/world.ts';

const sample = (path: string) => readFileSync(`${SAMPLE_ORGANISATION}/repositories/${path}`, 'utf8');
const MANIFEST = sample('http-client/innersource.yml');

let world: TestWorld;
beforeAll(async () => {
  const policy = sample('.github/innkeeper.yml');
  world = await startWorld({
    'repositories/.github/innkeeper.yml': `${policy}\ncontributors: { trusted-after: 2 }\n`,
  });
});
afterAll(() => world.close());

const comments = (number: number, start: string) =>
  world
    .issue('http-client', number)
    .comments.map(({ body }) => body)
    .filter((body) => body.startsWith(start));
const checklist = (number: number) => comments(number, '<!-- innkeeper:checklist')[0];
const thanks = (number: number) => comments(number, '<!-- innkeeper:thanks');
const proposals = () =>
  [...world.repository('http-client').issues.values()].filter(({ author, pull }) => pull && author.type === 'Bot');

async function merge(number: number): Promise<void> {
  await world.as('alice')(`PUT /repos/acme/http-client/pulls/${number}/merge`, {});
  await world.quiet();
}

async function redeliver(): Promise<void> {
  const merged = world.sandbox.hooks.deliveries.findLast(
    ({ event, action }) => event === 'pull_request' && action === 'closed',
  );
  world.sandbox.hooks.redeliver(merged?.id ?? 0);
  await world.quiet();
}

test('the first contribution is greeted, thanked for once, and the second isn’t greeted', async () => {
  const first = await world.propose('erin', 'http-client', { 'src/first.js': 'x\n' });
  const greeting =
    /Welcome: this is your first contribution here\. \[How to contribute\]\(http\S+\/acme\/http-client\/blob\/main\/CONTRIBUTING\.md\)/;
  expect(checklist(first)).toMatch(greeting);
  expect(checklist(first)).toContain('promise a first answer within 2 working days');
  await world.as('erin')(`POST /repos/acme/http-client/issues/${first}/comments`, { body: '/innkeeper check' });
  await world.quiet();
  expect(checklist(first)).toMatch(greeting);
  await merge(first);
  expect(thanks(first)).toEqual([
    '<!-- innkeeper:thanks -->\nThank you, @erin, for your first contribution to HTTP client. It is merged.',
  ]);
  await redeliver();
  expect(thanks(first)).toHaveLength(1);
  for (const kind of [CHOSEN, HEAD, PROMISE, WAITING])
    expect(await world.app.store.memory.list(kind), kind).toEqual([]);
  const second = await world.propose('erin', 'http-client', { 'src/second.js': 'x\n' });
  expect(checklist(second)).toContain('Thank you for contributing from another team.');
  expect(checklist(second)).not.toContain('Welcome');
  expect(proposals()).toEqual([]);
  await merge(second);
});

test('who contributes time and again is proposed as a trusted committer, once', async () => {
  const [proposal] = proposals();
  expect(proposal).toMatchObject({ title: 'Make erin a trusted committer', state: 'open' });
  const { git } = world.repository('http-client');
  const head = proposal?.pull?.headSha ?? '';
  expect(git.text(['show', `${head}:innersource.yml`])).toBe(
    MANIFEST.replace('["@carol"]', '["@carol", "@erin"]').trimEnd(),
  );
  const third = await world.propose('erin', 'http-client', { 'src/third.js': 'x\n' });
  await merge(third);
  expect(thanks(third)).toEqual([expect.stringContaining('for your contribution to HTTP client')]);
  expect(proposals()).toHaveLength(1);
});

test('who contributed before Innkeeper came is not thanked for a first contribution', async () => {
  await world.app.store.memory.forget('contributions', '');
  const number = await world.propose('erin', 'http-client', { 'src/fourth.js': 'x\n' });
  await merge(number);
  expect(thanks(number)).toEqual([expect.stringContaining('for your contribution to HTTP client')]);
});

test('what the owning team’s own people merge, or what is closed unmerged, is not thanked for', async () => {
  const own = await world.propose('bob', 'http-client', { 'src/own.js': 'x\n' });
  expect(checklist(own)).not.toContain('Welcome');
  await merge(own);
  expect(thanks(own)).toEqual([]);
  const refused = await world.propose('dmitri', 'http-client', { 'src/refused.js': 'x\n' });
  await world.as('alice')(`PATCH /repos/acme/http-client/pulls/${refused}`, { state: 'closed' });
  await world.quiet();
  expect(thanks(refused)).toEqual([]);
});

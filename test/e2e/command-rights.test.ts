import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SAMPLE_ORGANISATION } from '../../src/sandbox/sample/morning.ts';
import { ask } from '../support/conversation.ts';
import { startWorld, type TestWorld } from '../support/world.ts';

const MANIFEST = 'repositories/http-client/innersource.yml';

let world: TestWorld;
let number: number;
beforeAll(async () => {
  const manifest = readFileSync(`${SAMPLE_ORGANISATION}/${MANIFEST}`, 'utf8');
  world = await startWorld({ [MANIFEST]: manifest.replace('"@acme/platform"', '"@acme/platform", "@ines"') });
  number = await world.propose('dmitri', 'http-client', { 'src/a.js': 'a\n' });
});
afterAll(() => world.close());

const ANYONE = ['help', 'check'];
const AUTHOR = ['reviewers +@carol'];
const MAINTAINERS = [
  'override because it is late',
  'tier tooling',
  'qualify',
  'waive changelog until 2099-01-01 because it is new',
  'register v9.9.9',
];

test.each([
  ['a reader', 'grace', ANYONE],
  ['the author', 'dmitri', [...ANYONE, ...AUTHOR]],
  ['a trusted committer with write access', 'carol', [...ANYONE, ...AUTHOR]],
  ['an owner by the manifest, who may but read', 'ines', [...ANYONE, ...MAINTAINERS]],
  ['an owner with maintain access', 'alice', [...ANYONE, ...AUTHOR, ...MAINTAINERS]],
  ['an admin', 'rosa', [...ANYONE, ...AUTHOR, ...MAINTAINERS]],
])('%s may ask for what the contract says, and for nothing else', async (_, login, may) => {
  const all = [...ANYONE, ...AUTHOR, ...MAINTAINERS];
  const { answers } = await ask(
    world,
    login,
    'http-client',
    number,
    all.map((line) => `/innkeeper ${line}`).join('\n'),
  );
  const refused = [...(answers[0] ?? '').matchAll(/^`\/innkeeper (.*?)` wasn’t done: only .* may ask for this\.$/gm)];
  expect(refused.map(([, line]) => line)).toEqual(all.filter((line) => !may.includes(line)));
});

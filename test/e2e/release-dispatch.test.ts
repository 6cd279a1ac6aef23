import { afterEach, expect, test } from 'vitest';
import { publish } from '../support/release.ts';
import { startWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
afterEach(() => world.close());

const MANIFEST = (name: string) =>
  `version: 1\nname: "${name}"\ntype: inner-source\ntier: prototype\nowners: ["@alice"]\n`;
const packageJson = (name: string, version: string, dependencies: Readonly<Record<string, string>> = {}) =>
  JSON.stringify({ name, version, license: 'MIT', dependencies });

const told = () =>
  world.sandbox.hooks.deliveries
    .filter(({ event }) => event === 'repository_dispatch')
    .map(({ action, repository, payload }) => ({ action, repository, payload: payload.client_payload }));

/** log-kit needs http-client; both are registered. */
async function register(policy: string): Promise<void> {
  world = await startWorld({
    'repositories/.github/innkeeper.yml': `version: 1\nmode: enforce\nregistry: { ${policy}rules: { license: off } }\n`,
    'repositories/http-client/innersource.yml': MANIFEST('@acme/http-client'),
    'repositories/log-kit/innersource.yml': MANIFEST('@acme/log-kit'),
  });
  const first = packageJson('@acme/http-client', '0.1.0');
  await publish(world, { as: 'alice', repository: 'http-client', tag: 'v0.1.0', files: { 'package.json': first } });
  const needs = packageJson('@acme/log-kit', '0.1.0', { '@acme/http-client': '^0.1.0' });
  await publish(world, { as: 'alice', repository: 'log-kit', tag: 'v0.1.0', files: { 'package.json': needs } });
}

async function releaseNext(): Promise<void> {
  const files = { 'package.json': packageJson('@acme/http-client', '0.1.1') };
  await publish(world, { as: 'alice', repository: 'http-client', tag: 'v0.1.1', files });
}

test('a new version is told, once, to a dependent that the policy names', { timeout: 60_000 }, async () => {
  await register('notify: ["log-*"], ');
  expect(told()).toEqual([]);
  await releaseNext();
  const payload = {
    package: '@acme/http-client',
    version: '0.1.1',
    ecosystem: 'npm',
    tag: 'v0.1.1',
    repository: 'acme/http-client',
    registry: 'acme/registry',
  };
  expect(told()).toEqual([{ action: 'innersource-release', repository: 'acme/log-kit', payload }]);
  const [release] = world.repository('http-client').releases.filter(({ tag }) => tag === 'v0.1.1');
  await world.as('alice')(`PATCH /repos/acme/http-client/releases/${release?.id}`, { body: 'Told again.' });
  await world.quiet();
  expect(told()).toHaveLength(1);
});

test('nobody is told where the policy names nobody', { timeout: 60_000 }, async () => {
  await register('');
  await releaseNext();
  expect(told()).toEqual([]);
});

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { startPackageWorld } from '../support/package-world.ts';
import { commit, publish } from '../support/release.ts';
import type { TestWorld } from '../support/world.ts';

let world: TestWorld;
afterEach(() => world.close());

const IMAGE = `registry.acme.example/innkeeper@sha256:${'4b'.repeat(32)}`;

function start(keys = `verify-image: "${IMAGE}"`, more = ''): Promise<TestWorld> {
  return startPackageWorld(['catalog'], keys, more);
}

function offers() {
  return [...world.repository('registry').issues.values()].filter(({ title }) => title.includes('check itself'));
}

test('a workflow is offered with the first version, once, and what it runs finds the registry in order', async () => {
  world = await start();
  await publish(world, { as: 'alice', repository: 'kit', tag: 'v1.4.0' });
  expect(offers()).toMatchObject([{ state: 'open', title: 'Let this registry check itself' }]);
  const number = offers()[0]?.number;
  await world.as('alice')(`PATCH /repos/acme/registry/issues/${number}`, { state: 'closed' });
  await publish(world, { as: 'alice', repository: 'kit', tag: 'v1.4.1' });
  await publish(world, { as: 'alice', repository: 'bridge', tag: 'v1.0.0' });
  expect(offers()).toMatchObject([{ state: 'closed' }]);

  const yaml = /```yaml\n([\s\S]*?)```/.exec(offers()[0]?.body ?? '')?.[1] ?? '';
  const { run } = parse(yaml).jobs.verify.steps.at(-1);
  const [, command = ''] = run.split(`${IMAGE} `);
  const checkout = mkdtempSync(join(tmpdir(), 'innkeeper-registry-'));
  try {
    execFileSync('git', ['clone', '--quiet', world.repository('registry').git.directory, checkout], {
      stdio: 'ignore',
    });
    const [program = '', ...args] = command.replace('/registry', checkout).split(' ');
    const verify = () => execFileSync(program, args, { encoding: 'utf8', stdio: 'pipe' });
    expect(verify()).not.toContain('error');
    writeFileSync(join(checkout, 'packages', 'kit.json'), '{ "name": "other" }\n');
    expect(verify).toThrow();
  } finally {
    rmSync(checkout, { recursive: true, force: true });
  }
});

test('nothing is offered where a workflow checks the registry already, or the policy names no image', async () => {
  world = await start();
  commit(world, 'alice', 'registry', {
    '.github/workflows/ci.yml': 'on: push\njobs:\n  check:\n    steps:\n      - run: npx innkeeper registry verify .\n',
  });
  await publish(world, { as: 'alice', repository: 'kit', tag: 'v1.4.0' });
  expect(offers()).toEqual([]);
  await world.close();
  world = await start('prereleases: true');
  await publish(world, { as: 'alice', repository: 'kit', tag: 'v1.4.0' });
  expect(offers()).toEqual([]);
});

const MAY_WRITE = 'app-permissions: { workflows: write }\n';

function proposals() {
  return [...world.repository('registry').issues.values()].filter(
    ({ pull }) => pull?.head === 'innkeeper/verify-registry',
  );
}

test('it comes by pull request where the App may write workflows, and once', async () => {
  world = await start(undefined, MAY_WRITE);
  await publish(world, { as: 'alice', repository: 'kit', tag: 'v1.4.0' });
  expect(proposals()).toMatchObject([{ state: 'open', title: 'Let this registry check itself' }]);
  const { git } = world.repository('registry');
  const file = git.find('innkeeper/verify-registry', '.github/workflows/verify-registry.yml');
  expect(git.blob(file?.oid ?? '').toString()).toContain(IMAGE);
  await world.as('alice')(`PATCH /repos/acme/registry/pulls/${proposals()[0]?.number}`, { state: 'closed' });
  await publish(world, { as: 'alice', repository: 'kit', tag: 'v1.4.1' });
  await publish(world, { as: 'alice', repository: 'bridge', tag: 'v1.0.0' });
  expect(offers()).toMatchObject([{ state: 'closed' }]);
});

test('an organisation that hasn’t granted the permission yet gets the issue', async () => {
  world = await start(undefined, MAY_WRITE);
  world.sandbox.world.appPermissions = { ...world.sandbox.world.appPermissions, workflows: 'read' };
  await publish(world, { as: 'alice', repository: 'kit', tag: 'v1.4.0' });
  expect(proposals()).toEqual([]);
  expect(offers()).toMatchObject([{ state: 'open', pull: null }]);
});

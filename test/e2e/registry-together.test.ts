import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DemoWorld, startDemoWorld } from '../../src/cli/demo-world.ts';
import { verifyRegistry } from '../../src/registry/verify.ts';
import { PLENTY } from '../support/plenty.ts';
import { preparedStore } from '../support/prepared-store.ts';

const JULIA = ['Anchors', 'Bearings', 'Cogwheels', 'Dampers', 'Elevators', 'Flywheels'];
/** One letter apart. */
const ALIKE = ['grinder-tools', 'grinder-pools'];

let organisation: string;
let world: DemoWorld;
beforeAll(async () => {
  organisation = mkdtempSync(join(tmpdir(), 'innkeeper-together-'));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(organisation, path)), { recursive: true });
    writeFileSync(join(organisation, path), text);
  };
  write('org.yml', 'organization: acme\nmembers: { alice: { role: admin } }\n');
  write(
    'repositories/.github/innkeeper.yml',
    'version: 1\nmode: enforce\nrepositories: { exclude: [registry, .github] }\nregistry: { formats: [julia], rules: { license: off, name-similar: error } }\n',
  );
  write('repositories/registry/Registry.toml', `name = "Acme"\nuuid = "${randomUUID()}"\n`);
  for (const name of [...JULIA, ...ALIKE]) {
    write(
      `repositories/${name}/innersource.yml`,
      `version: 1\nname: ${name}\ntype: inner-source\ntier: prototype\nowners: ["@alice"]\n`,
    );
  }
  for (const name of JULIA) {
    write(`repositories/${name}/Project.toml`, `name = "${name}"\nuuid = "${randomUUID()}"\nversion = "0.1.0"\n`);
  }
  world = await startDemoWorld({
    organisation,
    log: pino({ level: 'silent' }),
    sandbox: { latencyMs: 100 },
    app: { dataDirectory: await preparedStore(), limits: PLENTY },
  });
  await world.quiet();
}, 60_000);
afterAll(async () => {
  await world.close();
  rmSync(organisation, { recursive: true, force: true });
});

const registry = () => world.sandbox.world.repository('acme', 'registry').git;
const commits = () => Number(registry().text(['rev-list', '--count', 'HEAD']));
const publish = async (names: readonly string[]) => {
  const { world: github, requests } = world.sandbox;
  requests.clear();
  for (const name of names) {
    github.createRelease(github.repository('acme', name), { tag: 'v0.1.0', body: 'First.' }, github.person('alice'));
  }
  await world.quiet();
};
const checks = (names: readonly string[]) =>
  names.map((name) =>
    world.sandbox.world.repository('acme', name).checks.find((each) => each.name === 'Innkeeper registry'),
  );

test('new packages that all stand in Registry.toml are written together', { timeout: 60_000 }, async () => {
  const before = commits();
  await publish(JULIA);
  expect(checks(JULIA).map((check) => check?.title)).toEqual(JULIA.map((name) => `Registered ${name} 0.1.0`));
  expect(commits() - before).toBeLessThanOrEqual(JULIA.length / 2);
  const tree = registry().commit(registry().resolve('HEAD') ?? '').tree;
  const paths = registry()
    .entries(tree)
    .filter(({ type }) => type === 'blob')
    .map(({ path }) => path);
  const read = (path: string) => {
    const entry = registry().find('HEAD', path);
    return entry && registry().blob(entry.oid).toString('utf8');
  };
  expect(verifyRegistry({ paths, read })).toMatchObject({ formats: expect.arrayContaining(['julia']), findings: [] });
  expect(read('Registry.toml')?.match(/path = "\w\/\w+"/g)).toHaveLength(JULIA.length);
});

test('of two names that are easily confused, one comes in', { timeout: 60_000 }, async () => {
  await publish(ALIKE);
  const titles = checks(ALIKE)
    .map((check) => check?.title)
    .sort();
  expect(titles).toEqual(['Not registered: 1 point to mend', expect.stringMatching(/^Registered grinder-/)]);
  const packages = registry().find('HEAD', 'packages');
  const names = registry()
    .top(packages?.oid ?? '')
    .map(({ name }) => name);
  expect(names.filter((name) => name.startsWith('grinder-'))).toHaveLength(1);
});

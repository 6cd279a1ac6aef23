import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { registryPulls } from '../support/registry-proposals.ts';
import { inRegistry } from '../support/release.ts';
import { startWorld, type TestWorld } from '../support/world.ts';

let world: TestWorld;
afterEach(() => world.close());

const PACKAGES = 8;
const names = Array.from({ length: PACKAGES }, (_, index) => `Package${String.fromCharCode(65 + index)}x`);

/** Julia packages, whose registry has one file that every new package changes. */
function startJuliaWorld(): Promise<TestWorld> {
  const sample = [
    '.github',
    'design-tokens',
    'dicom-bridge',
    'http-client',
    'imaging',
    'log-kit',
    'registry',
    'stage-control',
  ];
  const repositories = names.map((name) => `  ${name}.jl: { visibility: internal }\n`).join('');
  const uuid = (index: number) => `${String(index + 1).repeat(8)}-0000-4000-8000-000000000000`;
  return startWorld({
    ...Object.fromEntries([...sample.map((name) => `repositories/${name}`), 'branches'].map((path) => [path, null])),
    'org.yml': `organization: acme\nmembers: { alice: { role: admin } }\nrepositories:\n  registry: { visibility: internal }\n${repositories}`,
    'repositories/.github/innkeeper.yml': `version: 1
mode: warn
repositories: { exclude: [registry, .github] }
registry: { mode: pull-request, waiting: { new-package: 0 }, formats: [catalog, julia], rules: { license: off, name-similar: off, owners: off, tier: off } }
`,
    'repositories/registry/Registry.toml': `name = "Acme"\nuuid = "${uuid(8)}"\n`,
    ...Object.fromEntries(
      names.map((name, index) => [
        `repositories/${name}.jl/Project.toml`,
        `name = "${name}"\nuuid = "${uuid(index)}"\nversion = "1.0.0"\n\n[compat]\njulia = "1.10"\n`,
      ]),
    ),
  });
}

test('packages that change the same file at once are all merged, each once and in order, with answers lost', async () => {
  world = await startJuliaWorld();
  const { faults, requests } = world.sandbox;
  const lost = { kind: 'lost-answer' } as const;
  faults.add({ method: 'PUT', path: '/repos/{owner}/{repo}/pulls/{pull_number}/merge', fault: lost, times: 2 });
  faults.add({ method: 'POST', path: '/repos/{owner}/{repo}/pulls', fault: lost, times: 2 });
  faults.add({ method: 'PATCH', path: '/repos/{owner}/{repo}/git/refs/{ref}', fault: lost, times: 1 });
  requests.clear();
  await Promise.all(
    names.map((name) =>
      world.as('alice')(`POST /repos/acme/${name}.jl/releases`, { tag_name: 'v1.0.0', body: 'First.' }),
    ),
  );
  await world.quiet();
  expect(registryPulls(world).map(({ pull }) => pull.merged)).toEqual(names.map(() => true));
  const listed = [...(inRegistry(world, 'Registry.toml') ?? '').matchAll(/name = "(Package\w+)"/g)].map(
    ([, name]) => name,
  );
  expect(listed).toEqual(names);
  const { git } = world.repository('registry');
  expect(git.log('HEAD')).toHaveLength(PACKAGES + 1);
  for (const name of names) {
    const check = world.repository(`${name}.jl`).checks.findLast((each) => each.name === 'Innkeeper registry');
    expect(check).toMatchObject({ conclusion: 'success', title: `Registered ${name} 1.0.0` });
  }
  const checkout = mkdtempSync(join(tmpdir(), 'innkeeper-registry-'));
  try {
    execFileSync('git', ['clone', '--quiet', git.directory, checkout], { stdio: 'ignore' });
    execFileSync('node', ['src/cli/main.ts', 'registry', 'verify', checkout], { stdio: 'pipe' });
  } finally {
    rmSync(checkout, { recursive: true, force: true });
  }
  expect(requests.ofApp('innkeeper[bot]').length / PACKAGES).toBeLessThanOrEqual(30);
  expect(await world.app.store.deliveries.list({ status: 'failed', limit: 5 })).toEqual([]);
}, 120_000);

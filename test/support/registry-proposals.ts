import type { PullRequestModel } from '../../src/sandbox/model.ts';
import { startPackageWorld } from './package-world.ts';
import { commit, inRegistry } from './release.ts';
import type { TestWorld } from './world.ts';

export const ENTRY = 'packages/kit.json';

const HOUR_MS = 3_600_000;
/** General's waiting time for a new package, and the hour to which it is rounded. */
export const AFTER_WAITING_MS = 73 * HOUR_MS;

/** A small organisation whose registry takes pull requests. @param keys further ones of the policy's `registry` */
export function startProposalWorld(keys = ''): Promise<TestWorld> {
  return startPackageWorld(['catalog'], `mode: pull-request${keys && `, ${keys}`}`);
}

/** Publishes kit's version 1.4.0. @returns the release's number */
export async function publishKit(world: TestWorld, body = 'See the changelog.'): Promise<number> {
  const { id } = await world.as('alice')<{ id: number }>('POST /repos/acme/kit/releases', {
    tag_name: 'v1.4.0',
    body,
  });
  await world.quiet();
  return id;
}

/** The registry's pull requests, the oldest first. */
export function registryPulls(world: TestWorld): PullRequestModel[] {
  return [...world.repository('registry').issues.values()].filter((each): each is PullRequestModel => !!each.pull);
}

/** The newest check of the registry on kit. */
export function registryCheck(world: TestWorld) {
  return world
    .repository('kit')
    .checks.filter(({ name }) => name === 'Innkeeper registry')
    .at(-1);
}

/** Runs the task that merges what has waited, as of so long from now. @returns how many were due */
export async function mergeDue(world: TestWorld, afterMs = 0): Promise<number> {
  const said = await world.app.runTask('registry-merges', new Date(Date.now() + afterMs));
  await world.quiet();
  return Number.parseInt(said, 10);
}

export function entry(world: TestWorld) {
  return JSON.parse(inRegistry(world, ENTRY) ?? 'null');
}

/** As if the package had been registered long ago, from a commit before this one. */
export async function registeredBefore(world: TestWorld): Promise<void> {
  const { git } = world.repository('kit');
  const head = git.resolve('HEAD') ?? '';
  const version = {
    version: '1.3.0',
    tag: 'v1.3.0',
    commit: head,
    tree: git.commit(head).tree,
    released: '2026-01-01T00:00:00Z',
    prerelease: false,
    yanked: false,
    dependencies: [],
    assets: [],
  };
  const known = {
    name: 'kit',
    title: null,
    description: null,
    repository: 'acme/kit',
    url: 'https://git.example/acme/kit',
    path: '.',
    ecosystem: 'generic',
    type: null,
    tier: null,
    owners: [],
    support: {},
    documentation: null,
    license: null,
    topics: [],
    versions: [version],
  };
  commit(world, 'alice', 'registry', { [ENTRY]: JSON.stringify(known) });
  await world.quiet();
}

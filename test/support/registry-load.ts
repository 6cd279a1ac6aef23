import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { type AppProcess, startAppProcess, waitingIn } from './app-process.ts';
import { preparedStore } from './prepared-store.ts';
import { figuresOf, type RegistryFigures } from './registry-figures.ts';
import { nameOf, registryOrganisation } from './registry-organisation.ts';

export interface LoadOptions {
  readonly releases: number;
  /** Each in a repository of its own. */
  readonly packages: number;
  /** How often the App is killed while it works. */
  readonly kills: number;
  /** Of the answers to commits, 0 to 1. */
  readonly lostAnswers: number;
  /** Of every answer of the stand-in. */
  readonly latencyMs: number;
  /** Further keys of the policy's `registry`. */
  readonly keys?: string;
}

export interface LoadFigures extends RegistryFigures {
  readonly seconds: number;
  /** By the person. */
  readonly pushes: number;
}

const PUSH_EVERY_MS = 400;

/** Publishes all releases at once, while a person pushes to the registry, answers are lost and the App is killed. */
export async function loadRegistry(options: LoadOptions): Promise<LoadFigures> {
  const organisation = registryOrganisation({ packages: options.packages, keys: options.keys ?? '' });
  const directory = await preparedStore();
  const sandbox = await startSandbox({ organisation, latencyMs: options.latencyMs });
  let app: AppProcess | undefined;
  const startAgain = async () => {
    app = await startAppProcess(sandbox, { DATA_DIR: directory }, { plenty: true });
    sandbox.hooks.target = `${app.url}/api/github/webhooks`;
    return app;
  };
  try {
    const first = await startAgain();
    await drained(sandbox, first);
    const wanted = publishAll(sandbox, options);
    await sandbox.settled();
    const { hooks } = sandbox;
    const published = hooks.deliveries.filter(({ event, action }) => event === 'release' && action === 'published');
    hooks.target = `${first.url}/api/github/webhooks`;
    sandbox.requests.clear();
    sandbox.faults.add({
      path: '/graphql',
      body: 'createCommitOnBranch',
      probability: options.lostAnswers,
      fault: { kind: 'lost-answer' },
    });
    const person = pushing(sandbox);
    const started = performance.now();
    for (const { id } of published) hooks.redeliver(id);
    for (let kill = 1; kill <= options.kills; kill++) {
      // Spread over the work, of which a release is about three requests.
      const due = (3 * options.releases * kill) / (options.kills + 1);
      while (sandbox.requests.all.length < due) await sleep(20);
      await app?.kill();
      await startAgain();
      await redeliverLost(sandbox);
    }
    await drained(sandbox, app ?? first);
    const seconds = (performance.now() - started) / 1000;
    const pushes = person.stop();
    await drained(sandbox, app ?? first);
    return { seconds, pushes, ...figuresOf(sandbox, wanted) };
  } finally {
    await app?.kill();
    await sandbox.close();
    rmSync(directory, { recursive: true, force: true });
    rmSync(organisation, { recursive: true, force: true });
  }
}

/** As GitHub's list of failed deliveries is gone through: what came while the App was away. */
async function redeliverLost({ settled, hooks }: Sandbox): Promise<void> {
  await settled();
  const arrived = new Set(hooks.deliveries.filter(({ statusCode }) => statusCode === 202).map(({ guid }) => guid));
  const needed = hooks.deliveries.filter(({ event, action }) => NEEDED.includes(`${event}.${action}`));
  const lost = new Map(needed.filter(({ guid }) => !arrived.has(guid)).map(({ guid, id }) => [guid, id]));
  for (const id of lost.values()) hooks.redeliver(id);
}

const NEEDED = ['release.published', 'pull_request.closed'];

/** @returns the versions of each package. The App hears nothing of it yet. */
function publishAll(
  { world, hooks }: Sandbox,
  { releases, packages }: LoadOptions,
): ReadonlyMap<string, readonly string[]> {
  hooks.target = null;
  const wanted = new Map<string, string[]>();
  for (let index = 0; index < releases; index++) {
    const name = nameOf(index % packages);
    const version = `0.1.${Math.floor(index / packages)}`;
    world.createRelease(world.repository('acme', name), { tag: `v${version}`, body: 'x' }, world.person('alice'));
    wanted.set(name, [...(wanted.get(name) ?? []), version]);
  }
  return wanted;
}

/** Somebody who pushes to the registry: a file of their own, and now and then an empty line into a package's entry. */
function pushing({ world }: Sandbox): { stop(): number } {
  const registry = world.repository('acme', 'registry');
  let pushes = 0;
  const timer = setInterval(() => {
    pushes += 1;
    const head = registry.git.resolve('HEAD') ?? '';
    const path = `packages/${nameOf(pushes)}.json`;
    const entry = pushes % 3 === 0 ? registry.git.find(head, path) : null;
    const change: [string, Buffer] = entry
      ? [path, Buffer.concat([registry.git.blob(entry.oid), Buffer.from('\n')])]
      : [`notes/${pushes}.md`, Buffer.from('x\n')];
    const message = `By hand ${pushes}`;
    world.commit(registry, { branch: 'main', changes: new Map([change]), message }, world.person('alice'));
  }, PUSH_EVERY_MS);
  return {
    stop() {
      clearInterval(timer);
      return pushes;
    },
  };
}

async function drained(sandbox: Sandbox, app: AppProcess): Promise<void> {
  for (let quiet = 0; quiet < 2; ) {
    await sandbox.settled();
    quiet = (await waitingIn(app)) === 0 ? quiet + 1 : 0;
    await sleep(200);
  }
}

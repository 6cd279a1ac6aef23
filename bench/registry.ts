import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { type DemoWorld, startDemoWorld } from '../src/cli/demo-world.ts';
import { PLENTY } from '../test/support/plenty.ts';
import { preparedStore } from '../test/support/prepared-store.ts';
import { loadRegistry } from '../test/support/registry-load.ts';
import { nameOf, registryOrganisation } from '../test/support/registry-organisation.ts';
import { percentile } from './load.ts';

const SIZES = [10, 10_000] as const;
const RUNS = 15;
const LATENCY_MS = 50;

const HELP = `npm run bench:registry [-- --releases N]
One release into a registry of ${SIZES.join(' and of ')} packages, at ${LATENCY_MS} ms a request: the requests to GitHub, and the median time of ${RUNS}.
Our own part is what is left without the requests.
With --releases N: so many releases of half as many packages at once, while a person pushes, answers are lost and the App is killed.
`;

const { values } = parseArgs({ options: { releases: { type: 'string' }, help: { type: 'boolean' } } });
if (values.help) process.stdout.write(HELP);
else if (values.releases) await load(Number(values.releases));
else await compareSizes();

async function load(releases: number): Promise<void> {
  const packages = Math.ceil(releases / 2);
  const figures = await loadRegistry({ releases, packages, kills: 3, lostAnswers: 0.05, latencyMs: 20 });
  const { seconds, requests, commits, missing, twice } = figures;
  const lines = {
    releases,
    packages,
    seconds: seconds.toFixed(0),
    missing: missing.length,
    twice: twice.length,
    'not checked': figures.unchecked.length,
    'merge commits': figures.mergeCommits,
    'pushes by a person': `${figures.pushes}, kept ${figures.pushesKept}`,
    commits,
    'releases in the largest': figures.largestGroup,
    'commits refused': figures.conflicts,
    'requests a release': (requests / releases).toFixed(2),
  };
  for (const [name, value] of Object.entries(lines)) process.stdout.write(`${name.padEnd(24)} ${value}\n`);
}

/** In turns, so that what else the machine does befalls both alike. */
async function compareSizes(): Promise<void> {
  const worlds = [];
  for (const registered of SIZES) worlds.push(await open(registered));
  try {
    const figures = worlds.map((): Run[] => []);
    for (let run = 0; run <= RUNS; run++) {
      for (const [index, world] of worlds.entries()) {
        const done = await release(world, `0.1.${run}`);
        // The first one of all reads the policy and lists the registry.
        if (run > 0) figures[index]?.push(done);
      }
    }
    const rows = figures.map((runs) => ({
      requests: [...new Set(runs.map(({ requests }) => requests))].join(' or '),
      milliseconds: median(runs, 'milliseconds'),
      own: median(runs, 'own'),
    }));
    for (const [index, { requests, milliseconds, own }] of rows.entries()) {
      const size = `${SIZES[index]}`.padStart(6);
      process.stdout.write(
        `${size} packages: ${requests} requests, ${milliseconds.toFixed(0)} ms, our own part ${own.toFixed(0)} ms\n`,
      );
    }
    const ratio = (of: 'milliseconds' | 'own') => ((rows[1]?.[of] ?? 0) / (rows[0]?.[of] ?? 1)).toFixed(2);
    process.stdout.write(`ratio: ${ratio('milliseconds')}, of our own part ${ratio('own')}\n`);
  } finally {
    for (const world of worlds) await world.close();
  }
}

interface Run {
  readonly milliseconds: number;
  /** Milliseconds in which no request was under way. */
  readonly own: number;
  readonly requests: number;
}

function median(runs: readonly Run[], of: 'milliseconds' | 'own'): number {
  return percentile(
    runs.map((run) => run[of]),
    0.5,
  );
}

async function open(registered: number): Promise<DemoWorld> {
  const organisation = registryOrganisation({ packages: 1, registered });
  const world = await startDemoWorld({
    organisation,
    log: pino({ level: 'silent' }),
    sandbox: { latencyMs: LATENCY_MS },
    app: { dataDirectory: await preparedStore(), limits: PLENTY },
  });
  rmSync(organisation, { recursive: true });
  await world.quiet();
  return world;
}

/** From the release to the check that says that it is registered. */
async function release({ sandbox, app, quiet }: DemoWorld, version: string): Promise<Run> {
  const { world, requests } = sandbox;
  const repository = world.repository('acme', nameOf(0));
  requests.clear();
  const before = await requestMilliseconds(app.url);
  const started = performance.now();
  world.createRelease(repository, { tag: `v${version}`, body: 'x' }, world.person('alice'));
  const isDone = () => repository.checks.some(({ title }) => title.endsWith(` ${version}`));
  while (!isDone()) await sleep(1);
  const milliseconds = performance.now() - started;
  await quiet();
  const own = milliseconds - ((await requestMilliseconds(app.url)) - before);
  return { milliseconds, own, requests: requests.ofApp('innkeeper[bot]').length };
}

/** What all requests to GitHub have taken together, by the App's own figures. */
async function requestMilliseconds(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const sums = [...text.matchAll(/^innkeeper_github_request_seconds_sum\{.*\} (\S+)$/gm)];
  return sums.reduce((sum, [, seconds]) => sum + Number(seconds) * 1000, 0);
}

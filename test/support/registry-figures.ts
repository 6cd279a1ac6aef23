import type { Sandbox } from '../../src/sandbox/sandbox.ts';

/** What became of it all, counted in the stand-in. */
export interface RegistryFigures {
  /** Versions that should be in the registry and aren't. */
  readonly missing: readonly string[];
  /** Versions that stand more than once in their entry, or were committed more than once. */
  readonly twice: readonly string[];
  readonly mergeCommits: number;
  /** By the App. */
  readonly commits: number;
  /** The person's, that are in the registry's history. */
  readonly pushesKept: number;
  /** Of the App to GitHub, but for its tokens. */
  readonly requests: number;
  /** Releases in one commit. */
  readonly largestGroup: number;
  /** Commits that GitHub refused, since the branch had moved. */
  readonly conflicts: number;
  /** Packages without the one check that says that they are registered. */
  readonly unchecked: readonly string[];
}

const BOT = 'innkeeper[bot]';

/** @param wanted the versions of each package that were accepted */
export function figuresOf(sandbox: Sandbox, wanted: ReadonlyMap<string, readonly string[]>): RegistryFigures {
  const { world, requests } = sandbox;
  const { git } = world.repository('acme', 'registry');
  const head = git.resolve('HEAD') ?? '';
  const log = git
    .text(['log', '--format=%an%x00%B%x01'])
    .split('\u0001')
    .map((each) => each.trim().split('\0'));
  const told = new Map<string, number>();
  let largestGroup = 0;
  for (const [, message = ''] of log) {
    const named = [...message.matchAll(/^New (?:package|version): (\S+ v\S+)$/gm)].map(([, version = '']) => version);
    largestGroup = Math.max(largestGroup, named.length);
    for (const version of named) told.set(version, (told.get(version) ?? 0) + 1);
  }
  const missing: string[] = [];
  const twice = [...told].filter(([, times]) => times > 1).map(([version]) => version);
  for (const [name, versions] of wanted) {
    const found = git.find(head, `packages/${name}.json`);
    const entry: { versions: { version: string }[] } = found
      ? JSON.parse(git.blob(found.oid).toString())
      : { versions: [] };
    for (const version of versions) {
      const times = entry.versions.filter((each) => each.version === version).length;
      if (times === 0) missing.push(`${name} ${version}`);
      if (times > 1) twice.push(`${name} ${version}`);
    }
  }
  const ours = requests.ofApp(BOT);
  const commitsMade = log.filter(([author]) => author === BOT).length;
  const asked = ours.filter(({ kind, write }) => kind === 'graphql' && write).length;
  const unchecked = [...wanted.keys()].filter((name) => {
    const checks = world.repository('acme', name).checks.filter((each) => each.name === 'Innkeeper registry');
    return checks.length !== 1 || checks[0]?.conclusion !== 'success';
  });
  return {
    missing,
    twice,
    mergeCommits: Number(git.text(['rev-list', '--min-parents=2', '--count', 'HEAD'])),
    commits: commitsMade,
    pushesKept: log.filter(([, message = '']) => message.startsWith('By hand')).length,
    requests: ours.length,
    largestGroup,
    conflicts: asked - commitsMade,
    unchecked,
  };
}

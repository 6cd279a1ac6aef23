import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Action, Plan } from '../../../src/domain/action.ts';
import { RetryableError } from '../../../src/domain/retryable-error.ts';
import { createClient } from '../../../src/github/client.ts';
import { GitHubRefusal } from '../../../src/github/errors.ts';
import { createRegistryLine, type RegistryLine } from '../../../src/handlers/registry/registry-line.ts';
import type { RegistryReading } from '../../../src/handlers/registry/registry-reading.ts';
import { createVolatileMemory, type Memory } from '../../../src/store/memory.ts';
import { type SmallWorld, startSmallWorld } from '../../support/small-world.ts';

const registry = { owner: 'acme', name: 'tools' };
let world: SmallWorld;
let memory: Memory;
let line: RegistryLine;
beforeEach(async () => {
  world = await startSmallWorld({ files: { 'repositories/tools/packages/old.json': '{}\n' } });
  memory = createVolatileMemory();
  line = createRegistryLine(memory);
});
afterEach(() => world.close());

const git = () => world.world.repository('acme', 'tools').git;
const commits = () => Number(git().text(['rev-list', '--count', 'HEAD']));
const text = (path: string) => git().text(['show', `HEAD:${path}`]);
const requests = () => world.requests.all.length;

/** Adds a line to a file, which it has read. @param decided told of each reading */
function take(
  path: string,
  { decided = () => undefined, words = path, installation = 1, asks, by = line }: Options = {},
) {
  const client = createClient({ token: 'alice-token' }, { baseUrl: `${world.url}/api/v3`, now: () => new Date() });
  const decide = (at: RegistryReading | null): { plan: Plan } => {
    decided(at);
    if (!at) return { plan: { actions: [], outcome: 'no registry' } };
    const { branch, head, files } = at;
    const content = `${files.get(path) ?? ''}${words}\n`;
    const commit = { kind: 'commit', repository: registry, branch, head, message: `Add ${words}` } as const;
    return { plan: { actions: [{ ...commit, changes: [{ path, content }] }], outcome: 'added' } };
  };
  return by({ installation, client, registry, asks: asks ?? (() => [path]), decide });
}

interface Options {
  readonly decided?: (at: RegistryReading | null) => void;
  readonly words?: string;
  readonly installation?: number;
  readonly asks?: () => readonly string[];
  /** Another replica's line. */
  readonly by?: RegistryLine;
}

/** Somebody pushes, as if between our reading and our writing. */
function push(path: string): void {
  const changes = new Map([[path, Buffer.from('by hand\n')]]);
  const repository = world.world.repository('acme', 'tools');
  world.world.commit(repository, { branch: 'main', changes, message: 'By hand' }, world.world.person('alice'));
}

/** Does something at the first of its calls. */
function once(what: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) what();
    isDone = true;
  };
}

describe('what changes a registry at once', () => {
  test('is read by one question, and becomes one commit that tells of each', async () => {
    const before = { commits: commits(), requests: requests() };
    const taken = await Promise.all(['a', 'b', 'c'].map((path) => take(path)));
    expect(requests() - before.requests).toBe(2);
    expect(commits()).toBe(before.commits + 1);
    const head = git().resolve('HEAD');
    expect(await Promise.all(taken.map(({ committed }) => committed()))).toEqual([head, head, head]);
    expect([text('a'), text('b'), text('c')]).toEqual(['a', 'b', 'c']);
    const message = git().text(['log', '-1', '--format=%B']);
    expect(message).toMatch(/^3 changes: Add a, and 2 more\n\nAdd a\n\nAdd b\n\nAdd c/);
  });

  test('goes into the same file one after the other', async () => {
    const before = commits();
    await Promise.all(['one', 'two', 'three'].map((words) => take('shared', { words })));
    expect(commits()).toBe(before + 1);
    expect(text('shared')).toBe('one\ntwo\nthree');
  });

  test('sees the names that come in before it, in its group and by another replica', async () => {
    const known: (readonly string[] | undefined)[] = [];
    const decided = (at: RegistryReading | null) => known.push(at?.known);
    await Promise.all([take('packages/one.json', { decided }), take('packages/two.json', { decided })]);
    await take('packages/old.json', { decided, by: createRegistryLine(memory) });
    expect(known).toEqual([['old'], ['old', 'one'], ['old', 'one', 'two']]);
  });

  test('stays a commit of its own where it is one alone', async () => {
    await take('a');
    expect(git().text(['log', '-1', '--format=%B'])).toBe('Add a');
  });

  test('is decided anew, all of it, where somebody has pushed meanwhile', async () => {
    const before = commits();
    const pushed = once(() => push('a'));
    await Promise.all([take('a', { decided: pushed }), take('b')]);
    expect(commits()).toBe(before + 2);
    expect([text('a'), text('b')]).toEqual(['by hand\na', 'b']);
  });

  test('is given up for now where the branch keeps moving', async () => {
    let pushes = 0;
    const decided = () => push(`by-hand/${++pushes}`);
    await expect(take('a', { decided })).rejects.toBeInstanceOf(RetryableError);
    expect(pushes).toBe(6);
  });

  test('is read again where the answer to its commit is lost', async () => {
    const fault = { kind: 'lost-answer' } as const;
    world.faults.add({ path: '/graphql', body: 'createCommitOnBranch', times: 1, fault });
    const readings: (string | null | undefined)[] = [];
    await take('a', { decided: (at) => readings.push(at?.files.get('a')) });
    expect(readings).toEqual([null, 'a\n']);
  });

  test('of which GitHub refuses one is written by itself', async () => {
    const body = Buffer.from('bad\n').toString('base64');
    world.faults.add({ method: 'POST', path: '/graphql', body, fault: { kind: 'status', status: 422 } });
    const [bad, good] = await Promise.all([take('bad'), take('good')]);
    await expect(bad?.committed()).rejects.toBeInstanceOf(GitHubRefusal);
    expect(await good?.committed()).toBe(git().resolve('HEAD'));
    expect(text('good')).toBe('good');
  });

  test('of which one fails on our side is written but for that', async () => {
    const decided = () => {
      throw new Error('ours');
    };
    const [bad, good] = await Promise.allSettled([take('bad', { decided }), take('good')]);
    expect(bad).toMatchObject({ status: 'rejected', reason: { message: 'ours' } });
    expect(good.status).toBe('fulfilled');
    expect(text('good')).toBe('good');
  });

  test('of which one asks for what can’t be asked is written but for that', async () => {
    const [bad, good] = await Promise.allSettled([take('bad', { asks: () => JSON.parse('{') }), take('good')]);
    expect(bad).toMatchObject({ status: 'rejected', reason: expect.any(SyntaxError) });
    expect(good.status).toBe('fulfilled');
    expect(text('good')).toBe('good');
  });

  test('is written with the rights of its own installation alone', async () => {
    const before = commits();
    await Promise.all([take('a'), take('b', { installation: 2 })]);
    expect(commits()).toBe(before + 2);
  });
});

test('what is decided to change nothing is no commit', async () => {
  const client = createClient({ token: 'alice-token' }, { baseUrl: `${world.url}/api/v3`, now: () => new Date() });
  const before = commits();
  const actions: Action[] = [];
  const decide = (at: RegistryReading | null) => ({ plan: { actions, outcome: `at ${at?.head}` } });
  const { decided } = await line({ installation: 1, client, registry, asks: () => [], decide });
  expect(decided.plan.outcome).toBe(`at ${git().resolve('HEAD')}`);
  expect(commits()).toBe(before);
});

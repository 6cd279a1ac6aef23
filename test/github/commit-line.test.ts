import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createClient } from '../../src/github/client.ts';
import { type CommitWriter, createCommitLine } from '../../src/github/commit-line.ts';
import { ConflictError, GitHubRefusal } from '../../src/github/errors.ts';
import { type SmallWorld, startSmallWorld } from '../support/small-world.ts';

let world: SmallWorld;
let write: (path: string, on: string, text?: string) => Promise<string>;
beforeEach(async () => {
  world = await startSmallWorld();
  write = writerOf(createCommitLine());
});
afterEach(() => world.close());

const git = () => world.world.repository('acme', 'tools').git;
const head = () => git().resolve('HEAD') ?? '';
const commits = () => Number(git().text(['rev-list', '--count', 'HEAD']).trim());
const text = (path: string) => git().text(['show', `HEAD:${path}`]);

/** As alice, into the repository tools. */
function writerOf(line: CommitWriter) {
  const client = createClient({ token: 'alice-token' }, { baseUrl: `${world.url}/api/v3`, now: () => new Date() });
  const repository = { owner: 'acme', name: 'tools' };
  return (path: string, on: string, content = `${path}\n`) =>
    line(client, { repository, branch: 'main', head: on, message: `Add ${path}`, changes: [{ path, content }] });
}

/** Somebody pushes, as if between our reading and our writing. */
function push(path: string): void {
  const changes = new Map([[path, Buffer.from('by bob\n')]]);
  const actor = world.world.person('alice');
  world.world.commit(world.world.repository('acme', 'tools'), { branch: 'main', changes, message: 'By hand' }, actor);
}

describe('commits that are ready at once', () => {
  test('become one, which tells of each', async () => {
    const before = { head: head(), commits: commits() };
    const ids = await Promise.all(['a', 'b', 'c'].map((path) => write(path, before.head)));
    expect(new Set(ids)).toEqual(new Set([head()]));
    expect(commits()).toBe(before.commits + 1);
    expect([text('a'), text('b'), text('c')]).toEqual(['a', 'b', 'c']);
    expect(git().text(['log', '-1', '--format=%B'])).toMatch(
      /^3 changes: Add a, and 2 more\n\nAdd a\n\nAdd b\n\nAdd c/,
    );
  });

  test('stay their own where it is one alone', async () => {
    await write('a', head());
    expect(git().text(['log', '-1', '--format=%B']).trim()).toBe('Add a');
  });

  test('are moved on where somebody has pushed other files meanwhile', async () => {
    const old = head();
    push('README.md');
    await Promise.all([write('a', old), write('b', old)]);
    expect([text('README.md'), text('a'), text('b')]).toEqual(['by bob', 'a', 'b']);
  });

  test('are read anew where somebody has pushed the same file, and the others go on', async () => {
    const old = head();
    push('a');
    const [a, b] = await Promise.allSettled([write('a', old), write('b', old)]);
    expect(a).toMatchObject({ status: 'rejected', reason: expect.any(ConflictError) });
    expect(b.status).toBe('fulfilled');
    expect([text('a'), text('b')]).toEqual(['by bob', 'b']);
  });

  test('of the same file are not mixed: the second is to be decided anew, without asking GitHub', async () => {
    const old = head();
    const before = world.requests.all.length;
    const [one, other] = await Promise.allSettled([write('a', old, 'one'), write('A', old, 'other\n')]);
    expect(one.status).toBe('fulfilled');
    expect(other).toMatchObject({ reason: expect.any(ConflictError) });
    expect(text('a')).toBe('one');
    expect(world.requests.all.length - before).toBe(1);
  });

  test('read before a commit of ours and written after it need no question', async () => {
    const old = head();
    await write('a', old);
    const before = world.requests.all.length;
    await write('b', old);
    expect(world.requests.all.length - before).toBe(1);
    expect([text('a'), text('b')]).toEqual(['a', 'b']);
  });

  test('of which GitHub refuses one are written by themselves', async () => {
    const isBad = { method: 'POST', path: '/graphql', body: Buffer.from('bad\n').toString('base64') };
    world.faults.add({ ...isBad, fault: { kind: 'status', status: 422 } });
    const old = head();
    const [bad, good] = await Promise.allSettled([write('bad', old), write('good', old)]);
    expect(bad).toMatchObject({ reason: expect.any(GitHubRefusal) });
    expect(good.status).toBe('fulfilled');
    expect(text('good')).toBe('good');
  });
});

import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SmallWorld, startSmallWorld } from '../support/small-world.ts';

const run = promisify(execFile);
let world: SmallWorld;
let folder: string;
beforeEach(async () => {
  world = await startSmallWorld();
  folder = mkdtempSync(join(tmpdir(), 'innkeeper-git-'));
});
afterEach(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

const git = async (...args: string[]) => {
  const who = ['-c', 'user.name=Bob', '-c', 'user.email=bob@example.com', '-c', 'credential.helper='];
  const env = { ...process.env, GIT_TERMINAL_PROMPT: '0', GIT_CONFIG_GLOBAL: '/dev/null' };
  return (await run('git', [...who, ...args], { cwd: folder, env })).stdout.trim();
};
const remote = (login: string, repository: string) => {
  const url = new URL(world.url);
  return `http://${login}:${world.tokenOf(login)}@${url.host}/acme/${repository}.git`;
};
const change = async (name: string) => {
  writeFileSync(join(folder, name), 'text\n');
  await git('add', '.');
  await git('commit', '--quiet', '-m', `Add ${name}`);
};
const events = () => world.hooks.deliveries.map(({ event, action }) => [event, action].filter(Boolean).join('.'));

describe('plain git', () => {
  test('clones, pushes a branch and a tag, and the webhooks tell of them', async () => {
    await git('clone', '--quiet', remote('bob', 'tools'), '.');
    await git('switch', '--quiet', 'fix');
    const opened = await world.post('/repos/acme/tools/pulls', { title: 'Fix', head: 'fix', base: 'main' }, 'bob');
    await change('more.js');
    await git('push', '--quiet', 'origin', 'fix');
    expect(events()).toEqual(['pull_request.opened', 'push', 'pull_request.synchronize']);
    const head = await git('rev-parse', 'HEAD');
    expect((await world.get(`/repos/acme/tools/pulls/${opened.json.number}`)).json.head.sha).toBe(head);
    const pushed = world.hooks.deliveries[1]?.payload;
    expect(pushed).toMatchObject({
      ref: 'refs/heads/fix',
      after: head,
      head_commit: { added: ['more.js'] },
      sender: { login: 'bob' },
    });
    await git('tag', '-a', 'v1.0.0', '-m', 'One');
    await git('push', '--quiet', 'origin', 'v1.0.0');
    expect(events().slice(3)).toEqual(['push', 'create']);
    expect((await world.get('/repos/acme/tools/tags')).json).toMatchObject([{ name: 'v1.0.0', commit: { sha: head } }]);
  });

  test('may do no more than its person', async () => {
    await expect(git('clone', '--quiet', remote('carol', 'tools'), '.')).rejects.toThrow(
      /Authentication failed|not found/,
    );
    await expect(git('clone', '--quiet', remote('bob', 'secret'), '.')).rejects.toThrow(
      /Authentication failed|not found/,
    );
    await expect(git('clone', '--quiet', `${world.url}/acme/tools.git`, '.')).rejects.toThrow(
      /could not read Username/,
    );
  });

  test('can’t push to a protected branch, but for admins; other branches go', async () => {
    world.world.repository('acme', 'tools').protected = true;
    await git('clone', '--quiet', remote('bob', 'tools'), '.');
    await change('direct.js');
    await expect(git('push', 'origin', 'main')).rejects.toThrow(/GH006: Protected branch update failed/);
    expect(events()).toEqual([]);
    await git('push', '--quiet', 'origin', 'main:refs/heads/by-pull-request');
    await git('push', '--quiet', remote('alice', 'tools'), 'main');
    expect(events()).toEqual(['push', 'create', 'push']);
  });
});

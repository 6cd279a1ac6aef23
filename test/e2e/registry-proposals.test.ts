import { afterEach, describe, expect, test } from 'vitest';
import { startPackageWorld } from '../support/package-world.ts';
import {
  AFTER_WAITING_MS,
  ENTRY,
  entry,
  mergeDue,
  publishKit,
  registeredBefore,
  registryCheck,
  registryPulls,
  startProposalWorld,
} from '../support/registry-proposals.ts';
import { commit, inRegistry } from '../support/release.ts';
import type { TestWorld } from '../support/world.ts';

let world: TestWorld;
afterEach(() => world.close());

const requests = () => world.sandbox.requests.ofApp('innkeeper[bot]');
const headOf = (repository: string) => world.repository(repository).git.resolve('HEAD');

/** The delivery comes once more, as after an attempt that was cut. */
async function again(event: string, action: string): Promise<void> {
  const sent = world.sandbox.hooks.deliveries.findLast((each) => each.event === event && each.action === action);
  await world.app.store.deliveries.end(sent?.guid ?? '', 'failed', 'cut');
  world.sandbox.requests.clear();
  world.sandbox.hooks.redeliver(sent?.id ?? 0);
  await world.quiet();
}

describe('a new package', () => {
  test('is proposed as the Julia tools do, says till when it waits, and is merged then', async () => {
    world = await startProposalWorld();
    world.sandbox.requests.clear();
    const before = headOf('registry');
    await publishKit(world);
    const [pull] = registryPulls(world);
    expect(pull).toMatchObject({ title: 'New package: kit v1.4.0', state: 'open' });
    expect(pull?.pull.head).toMatch(/^registrator-kit-[0-9a-f]{8}-v1\.4\.0-[0-9a-f]{10}$/);
    expect(pull?.body).toMatch(/^- Version: v1\.4\.0$/m);
    expect(pull?.body).toContain(`- Commit: ${headOf('kit')}`);
    expect(pull?.body).toMatch(
      /<!-- BEGIN RELEASE NOTES -->\n`{5}\nSee the changelog\.\n`{5}\n<!-- END RELEASE NOTES -->/,
    );
    const from = new Date(Math.ceil((Date.parse(pull?.createdAt ?? '') + 72 * 3_600_000) / 3_600_000) * 3_600_000);
    const told = `${from.toISOString().slice(11, 16)} UTC`;
    expect(pull?.body).toContain(told);
    expect(registryCheck(world)).toMatchObject({ conclusion: 'neutral', title: 'Proposed kit 1.4.0' });
    expect(registryCheck(world)?.summary).toContain(told);
    expect(registryCheck(world)?.summary).toContain(`/acme/registry/pull/${pull?.number}`);
    expect(requests().length).toBeLessThanOrEqual(8);
    world.sandbox.requests.clear();
    expect(await mergeDue(world, 71 * 3_600_000)).toBe(0);
    expect(world.writes()).toEqual([]);
    // The installations, the policy as of then, and one query for all that is open.
    expect(world.sandbox.requests.all.length).toBeLessThanOrEqual(3);
    expect(headOf('registry')).toBe(before);
    expect(await mergeDue(world, AFTER_WAITING_MS)).toBe(1);
    const { git } = world.repository('registry');
    expect(git.commit(headOf('registry') ?? '')).toMatchObject({
      parents: [before],
      message: expect.stringMatching(/^New package: kit v1\.4\.0 \(#\d+\)\n\nRepo: .+\nTree: [0-9a-f]{40}\n/),
    });
    expect(entry(world)).toMatchObject({ versions: [{ version: '1.4.0', tag: 'v1.4.0' }] });
    expect([...git.refs().keys()]).toEqual(['refs/heads/main']);
    expect(registryCheck(world)).toMatchObject({
      conclusion: 'success',
      title: 'Registered kit 1.4.0',
    });
    expect(await world.app.store.deliveries.list({ status: 'failed', limit: 5 })).toEqual([]);
  });

  test('told of twice, or after a cut, is proposed, merged and reported once', async () => {
    world = await startProposalWorld();
    await publishKit(world);
    await again('release', 'published');
    expect(world.writes()).toEqual([]);
    expect(registryPulls(world)).toHaveLength(1);
    await mergeDue(world, AFTER_WAITING_MS);
    await again('release', 'published');
    expect(world.writes()).toEqual([]);
    await again('pull_request', 'closed');
    expect(world.writes()).toEqual([]);
    expect(await mergeDue(world, AFTER_WAITING_MS)).toBe(0);
    expect(registryPulls(world)).toMatchObject([{ pull: { merged: true } }]);
  });

  test('whose pull request was cut before it was opened is proposed all the same', async () => {
    world = await startProposalWorld();
    world.sandbox.faults.add({
      method: 'POST',
      path: '/repos/{owner}/{repo}/pulls',
      fault: { kind: 'status', status: 422 },
      times: 1,
    });
    await publishKit(world);
    expect(registryPulls(world)).toEqual([]);
    await again('release', 'published');
    expect(registryPulls(world)).toMatchObject([{ state: 'open' }]);
    expect(registryCheck(world)).toMatchObject({ title: 'Proposed kit 1.4.0' });
  });

  test('is left to people where the policy says so', async () => {
    world = await startProposalWorld('merge: manual');
    await publishKit(world);
    const [pull] = registryPulls(world);
    expect(pull?.body).toContain('registry.merge: manual');
    expect(await mergeDue(world, 10 * AFTER_WAITING_MS)).toBe(0);
    await world.as('alice')(`PUT /repos/acme/registry/pulls/${pull?.number}/merge`, {});
    await world.quiet();
    expect(registryCheck(world)).toMatchObject({ conclusion: 'success', title: 'Registered kit 1.4.0' });
  });

  test.each([
    ['label', 'hold'],
    ['review', 'REQUEST_CHANGES'],
  ])('isn’t merged while a %s holds it back', async (kind, what) => {
    world = await startProposalWorld();
    await publishKit(world);
    const number = registryPulls(world)[0]?.number;
    const at = `/repos/acme/registry/${kind === 'label' ? `issues/${number}/labels` : `pulls/${number}/reviews`}`;
    const alice = world.as('alice');
    const { id } = await alice<{ id: number }>(
      `POST ${at}`,
      kind === 'label' ? { labels: [what] } : { event: what, body: 'No.' },
    );
    await world.quiet();
    for (const said of [registryCheck(world)?.summary, registryPulls(world)[0]?.body]) {
      expect(said).toMatch(
        kind === 'label' ? /held back.* by the label `hold`/ : /held back.* by the changes that `alice` requests/,
      );
    }
    expect(await mergeDue(world, AFTER_WAITING_MS)).toBe(0);
    expect(entry(world)).toBeNull();
    if (kind === 'label') await alice(`DELETE ${at}/hold`, {});
    else await alice(`PUT ${at}/${id}/dismissals`, { message: 'Yes.' });
    await world.quiet();
    expect(registryCheck(world)?.summary).toContain('unless somebody holds it back');
    expect(await mergeDue(world, AFTER_WAITING_MS)).toBe(1);
    expect(entry(world)).not.toBeNull();
  });

  test('whom the rules don’t let in any more isn’t merged; the pull request, the check and an issue say why', async () => {
    world = await startProposalWorld();
    await publishKit(world);
    commit(world, 'alice', 'registry', { 'packages/KIT.json': '{ "name": "KIT" }\n' });
    // As a person's push is learnt of: the names are listed anew.
    await world.app.store.memory.drop('registry-listing', 'acme/registry');
    await mergeDue(world, AFTER_WAITING_MS);
    expect(registryPulls(world)).toMatchObject([{ state: 'open' }]);
    expect(registryPulls(world)[0]?.body).toContain('differs from');
    expect(registryPulls(world)[0]?.body).toContain('**It isn’t merged by itself**');
    expect(registryCheck(world)).toMatchObject({ conclusion: 'failure' });
    const titles = [...world.repository('kit').issues.values()].map(({ title }) => title);
    expect(titles).toContain('Release v1.4.0 was not registered');
  });

  test('is made anew on the registry’s head where somebody changed the same file', async () => {
    world = await startProposalWorld();
    await publishKit(world);
    await registeredBefore(world);
    await mergeDue(world, AFTER_WAITING_MS);
    expect(registryPulls(world)).toMatchObject([{ title: 'New version: kit v1.4.0', pull: { merged: true } }]);
    expect(entry(world).versions).toMatchObject([{ version: '1.3.0' }, { version: '1.4.0' }]);
  });

  test('to whose branch somebody has pushed is theirs to merge', async () => {
    world = await startProposalWorld();
    await publishKit(world);
    const [pull] = registryPulls(world);
    const changes = new Map([['packages/extra.json', Buffer.from('{}\n')]]);
    const alice = world.sandbox.world.person('alice');
    const registry = world.repository('registry');
    world.sandbox.world.commit(registry, { branch: pull?.pull.head ?? '', changes, message: 'More' }, alice);
    const head = pull?.pull.headSha;
    await mergeDue(world, AFTER_WAITING_MS);
    expect(registryPulls(world)).toMatchObject([{ state: 'open', pull: { headSha: head } }]);
    expect(entry(world)).toBeNull();
  });

  test('that GitHub doesn’t let be merged says so, and is tried again', async () => {
    world = await startProposalWorld();
    await publishKit(world);
    const path = '/repos/{owner}/{repo}/pulls/{pull_number}/merge';
    world.sandbox.faults.add({ method: 'PUT', path, fault: { kind: 'status', status: 405 }, times: 2 });
    await mergeDue(world, AFTER_WAITING_MS);
    const [pull] = registryPulls(world);
    expect(pull?.body).toContain('**GitHub doesn’t let it be merged by itself**');
    world.sandbox.requests.clear();
    await mergeDue(world, AFTER_WAITING_MS + 3_600_000);
    expect(world.writes().filter((each) => each.startsWith('PATCH'))).toEqual([]);
    await mergeDue(world, AFTER_WAITING_MS + 2 * 3_600_000);
    expect(registryPulls(world)).toMatchObject([{ pull: { merged: true } }]);
  });

  test('that GitHub wants on the registry’s head first is made anew there', async () => {
    world = await startProposalWorld();
    await publishKit(world);
    commit(world, 'alice', 'registry', { 'README.md': '# The registry\n' });
    const head = headOf('registry');
    const path = '/repos/{owner}/{repo}/pulls/{pull_number}/merge';
    world.sandbox.faults.add({ method: 'PUT', path, fault: { kind: 'status', status: 405 }, times: 1 });
    await mergeDue(world, AFTER_WAITING_MS);
    const [pull] = registryPulls(world);
    expect(pull?.pull.merged).toBe(true);
    const { git } = world.repository('registry');
    expect(git.commit(pull?.pull.headSha ?? '').parents).toEqual([head]);
    expect(pull?.body).not.toContain('GitHub doesn’t let');
  });

  test('whose name differs by case from one that is merged in the same moment is refused', async () => {
    world = await startProposalWorld('waiting: { new-package: 0 }');
    commit(world, 'alice', 'bridge', {
      'innersource.yml': 'version: 1\nname: KIT\ntype: inner-source\ntier: prototype\nowners: ["@alice"]\n',
    });
    await world.quiet();
    const body = 'See the changelog.';
    await Promise.all(
      ['kit', 'bridge'].map((name) =>
        world.as('alice')(`POST /repos/acme/${name}/releases`, { tag_name: 'v1.4.0', body }),
      ),
    );
    await world.quiet();
    const { git } = world.repository('registry');
    const packages = git
      .entries(git.commit(headOf('registry') ?? '').tree)
      .filter(({ path }) => /^packages\/kit/i.test(path));
    expect(packages).toHaveLength(1);
    expect(registryPulls(world).filter(({ pull }) => pull.merged)).toHaveLength(1);
  });

  test('whose release is taken back before is closed, and proposed anew when it is published again', async () => {
    world = await startProposalWorld();
    const id = await publishKit(world);
    await world.as('alice')(`DELETE /repos/acme/kit/releases/${id}`, {});
    await world.quiet();
    expect(registryPulls(world)).toMatchObject([{ state: 'closed', pull: { merged: false } }]);
    expect(registryPulls(world)[0]?.comments.map(({ body }) => body)).toEqual([
      expect.stringContaining('was taken back before its version was registered'),
    ]);
    await publishKit(world);
    expect(registryPulls(world)).toMatchObject([{ state: 'closed' }, { state: 'open' }]);
    expect(await world.app.store.deliveries.list({ status: 'failed', limit: 5 })).toEqual([]);
  });

  test('whose repository is renamed meanwhile is proposed anew, and merged as what it is then', async () => {
    world = await startProposalWorld();
    await publishKit(world);
    await world.as('alice')('PATCH /repos/acme/kit', { name: 'tools' });
    await world.quiet();
    expect(registryPulls(world)).toMatchObject([{ state: 'closed', pull: { merged: false } }, { state: 'open' }]);
    expect(registryPulls(world)[0]?.comments[0]?.body).toContain('`acme/tools`');
    await mergeDue(world, AFTER_WAITING_MS);
    expect(registryPulls(world)[1]?.pull.merged).toBe(true);
    expect(entry(world)).toMatchObject({ repository: 'acme/tools', versions: [{ version: '1.4.0' }] });
    const check = world.repository('tools').checks.findLast(({ name }) => name === 'Innkeeper registry');
    expect(check).toMatchObject({ conclusion: 'success' });
    expect(await world.app.store.deliveries.list({ status: 'failed', limit: 5 })).toEqual([]);
  });

  test('that somebody closes is told, and proposed again only when it is asked for', async () => {
    world = await startProposalWorld();
    const id = await publishKit(world);
    const [pull] = registryPulls(world);
    await world.as('alice')(`PATCH /repos/acme/registry/pulls/${pull?.number}`, { state: 'closed' });
    await world.quiet();
    const said = { conclusion: 'failure', title: 'Not registered: kit 1.4.0 was closed' };
    expect(registryCheck(world)).toMatchObject(said);
    expect(registryCheck(world)?.summary).toContain('/innkeeper register v1.4.0');
    await world.as('alice')(`PATCH /repos/acme/kit/releases/${id}`, { body: 'See the changelog. Please.' });
    await world.quiet();
    expect(registryPulls(world)).toHaveLength(1);
    await world.as('alice')(`PATCH /repos/acme/registry/pulls/${pull?.number}`, { state: 'open' });
    await world.quiet();
    expect(registryCheck(world)).toMatchObject({ title: 'Proposed kit 1.4.0' });
    await world.as('alice')(`PATCH /repos/acme/registry/pulls/${pull?.number}`, { state: 'closed' });
    await world.quiet();
    expect(registryCheck(world)).toMatchObject(said);
    const { number } = await world.as('alice')<{ number: number }>('POST /repos/acme/kit/issues', {
      title: 'The registry',
    });
    await world.as('alice')(`POST /repos/acme/kit/issues/${number}/comments`, {
      body: '/innkeeper register v1.4.0',
    });
    await world.quiet();
    expect(registryPulls(world)).toMatchObject([{ state: 'closed' }, { state: 'open' }]);
    expect(registryCheck(world)).toMatchObject({ conclusion: 'neutral', title: 'Proposed kit 1.4.0' });
  });
});

describe('a further version', () => {
  test('is merged at once, into a registry whose branch is protected too', async () => {
    world = await startProposalWorld();
    await registeredBefore(world);
    world.repository('registry').protected = true;
    world.sandbox.requests.clear();
    await publishKit(world);
    expect(registryPulls(world)).toMatchObject([{ title: 'New version: kit v1.4.0', pull: { merged: true } }]);
    expect(registryPulls(world)[0]?.body).toContain('merged by itself at once');
    expect(entry(world).versions).toMatchObject([{ version: '1.3.0' }, { version: '1.4.0' }]);
    expect(registryCheck(world)).toMatchObject({ conclusion: 'success' });
    expect(requests().length).toBeLessThanOrEqual(17);
  });

  test('waits as long as the policy says', async () => {
    world = await startProposalWorld('waiting: { new-version: 2 hours }');
    await registeredBefore(world);
    await publishKit(world);
    expect(await mergeDue(world, 1.5 * 3_600_000)).toBe(0);
    expect(await mergeDue(world, 3.1 * 3_600_000)).toBe(1);
    expect(registryPulls(world)).toMatchObject([{ pull: { merged: true } }]);
  });
});

test('a registry that is protected against commits is told, and that pull requests would do', async () => {
  world = await startPackageWorld(['catalog']);
  world.repository('registry').protected = true;
  await publishKit(world);
  const issue = [...world.repository('kit').issues.values()].find(({ title }) => title.startsWith('Release v1.4.0'));
  expect(issue?.body).toContain('may not write to the package registry acme/registry');
  expect(issue?.body).toContain('registry.mode set to pull-request');
  const policy =
    'version: 1\nmode: enforce\nregistry: { mode: pull-request, waiting: { new-package: 0 }, rules: { license: off } }\n';
  commit(world, 'alice', '.github', { 'innkeeper.yml': policy });
  await world.quiet();
  await world.as('alice')(`POST /repos/acme/kit/issues/${issue?.number}/comments`, { body: '/innkeeper register' });
  await world.quiet();
  expect(entry(world).versions).toMatchObject([{ version: '1.4.0' }]);
  expect(issue?.state).toBe('closed');
  expect(registryCheck(world)).toMatchObject({ conclusion: 'success', title: 'Registered kit 1.4.0' });
});

describe('in pull-request mode', () => {
  async function registered(): Promise<number> {
    world = await startProposalWorld('waiting: { new-package: 0 }');
    const id = await publishKit(world);
    expect(entry(world).versions).toMatchObject([{ version: '1.4.0', yanked: false }]);
    world.sandbox.requests.clear();
    return id;
  }

  test('a release that is deleted is yanked by a pull request', async () => {
    const id = await registered();
    await world.as('alice')(`DELETE /repos/acme/kit/releases/${id}`, {});
    await world.quiet();
    expect(registryPulls(world).at(-1)).toMatchObject({
      title: 'Yank: kit v1.4.0',
      pull: { merged: true, head: 'innkeeper/yank/kit/v1.4.0' },
    });
    expect(entry(world).versions).toMatchObject([{ yanked: 'Its release was withdrawn.' }]);
    expect(requests().length).toBeLessThanOrEqual(18);
    await again('release', 'deleted');
    expect(world.writes()).toEqual([]);
    await publishKit(world);
    expect(registryPulls(world).at(-1)).toMatchObject({ title: 'Update: kit v1.4.0', pull: { merged: true } });
    expect(entry(world).versions).toMatchObject([{ yanked: false }]);
  });

  test('a yank that somebody closes is told to the package’s maintainers', async () => {
    const id = await registered();
    commit(world, 'alice', '.github', {
      'innkeeper.yml':
        'version: 1\nmode: enforce\nregistry: { mode: pull-request, merge: manual, rules: { license: off } }\n',
    });
    await world.quiet();
    await world.as('alice')(`DELETE /repos/acme/kit/releases/${id}`, {});
    await world.quiet();
    const number = registryPulls(world).at(-1)?.number;
    await world.as('alice')(`PATCH /repos/acme/registry/pulls/${number}`, { state: 'closed' });
    await world.quiet();
    const issues = [...world.repository('kit').issues.values()].filter(({ body }) =>
      body.startsWith('<!-- innkeeper:withdrawal v1.4.0 -->'),
    );
    expect(issues).toMatchObject([{ state: 'open', body: expect.stringContaining(`/acme/registry/pull/${number}`) }]);
  });

  test('a renamed and an archived repository’s entries follow by a pull request', async () => {
    await registered();
    await world.as('alice')('PATCH /repos/acme/kit', { name: 'tools' });
    await world.quiet();
    expect(registryPulls(world).at(-1)).toMatchObject({
      title: 'Move: acme/kit is acme/tools',
      pull: { merged: true },
    });
    expect(entry(world)).toMatchObject({ repository: 'acme/tools', url: expect.stringMatching(/acme\/tools$/) });
    await world.as('alice')('PATCH /repos/acme/tools', { archived: true });
    await world.quiet();
    expect(registryPulls(world).at(-1)).toMatchObject({ title: 'Archive: acme/tools', pull: { merged: true } });
    expect(entry(world).topics).toContain('archived');
    expect(inRegistry(world, ENTRY)).toMatch(/\n$/);
    expect(await world.app.store.deliveries.list({ status: 'failed', limit: 5 })).toEqual([]);
  });
});

import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pino } from 'pino';
import type { AppConfig } from '../../src/app/config.ts';
import { type DemoWorld, startDemoWorld } from '../../src/cli/demo-world.ts';
import type { IssueModel, RepositoryModel } from '../../src/sandbox/model.ts';
import { type PersonClient, personClient } from '../../src/sandbox/person-client.ts';
import { SAMPLE_ORGANISATION } from '../../src/sandbox/sample/morning.ts';
import type { SandboxOptions } from '../../src/sandbox/sandbox.ts';
import { type Hands, sandboxHands } from './hands.ts';
import { PLENTY } from './plenty.ts';
import { preparedStore } from './prepared-store.ts';

/** The sample organisation with Innkeeper installed, some files changed before it begins. */
export interface TestWorld extends DemoWorld, Hands {
  as(login: string): PersonClient;
  repository(name: string): RepositoryModel;
  issue(repository: string, number: number): IssueModel;
  /** The newest check run of a name on a pull request's head. */
  check(
    repository: string,
    number: number,
    name?: string,
  ): { status: string; conclusion: string | null; title: string; summary: string } | undefined;
  /** A branch with these files changed (`null` deletes), and its pull request. */
  propose(
    login: string,
    repository: string,
    files: Readonly<Record<string, string | null>>,
    fields?: { title?: string; body?: string; draft?: boolean },
  ): Promise<number>;
  /** The App's writes since they were last forgotten. */
  writes(): readonly string[];
}

const BODY = 'Spreads retries, so that the archive is not asked by all of us at once.';

/** @param files path below ORGDIR → text, in place of or beside the sample's; `null` removes */
export async function startWorld(
  files: Readonly<Record<string, string | null>> = {},
  options: { sandbox?: Partial<SandboxOptions>; app?: Partial<AppConfig> } = {},
): Promise<TestWorld> {
  const organisation = mkdtempSync(join(tmpdir(), 'innkeeper-world-'));
  cpSync(SAMPLE_ORGANISATION, organisation, { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    const target = join(organisation, path);
    mkdirSync(dirname(target), { recursive: true });
    if (text === null) rmSync(target, { recursive: true });
    else writeFileSync(target, text);
  }
  const world = await startDemoWorld({
    organisation,
    log: pino({ level: 'silent' }),
    ...options,
    app: { dataDirectory: await preparedStore(), limits: PLENTY, ...options.app },
  });
  await world.quiet();
  const as = (login: string) => personClient(world.sandbox, login);
  const repository = (name: string) => world.sandbox.world.repository('acme', name);
  const hands = sandboxHands(world.sandbox);
  const issue = (name: string, number: number) => world.sandbox.world.issue(repository(name), number);
  return {
    ...world,
    as,
    repository,
    issue,
    check(name, number, checkName = 'Innkeeper') {
      const head = issue(name, number).pull?.headSha;
      return repository(name)
        .checks.filter((each) => each.sha === head && each.name === checkName)
        .at(-1);
    },
    async propose(login, name, changed, fields = {}) {
      const head = hands.branchOff(login, name, changed);
      const { number } = await as(login)<{ number: number }>(`POST /repos/acme/${name}/pulls`, {
        title: 'Spread the retries',
        body: BODY,
        ...fields,
        head,
        base: 'main',
      });
      await world.quiet();
      return number;
    },
    ...hands,
    writes: () =>
      world.sandbox.requests
        .ofApp('innkeeper[bot]')
        .filter(({ write }) => write)
        .map(({ method, path }) => `${method} ${path}`),
    async close() {
      await world.close();
      rmSync(organisation, { recursive: true, force: true });
    },
  };
}

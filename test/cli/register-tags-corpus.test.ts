import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runProgram } from '../../src/cli/program.ts';
import { corporaPresent, readCorpus } from '../support/corpora.ts';

interface Case {
  readonly tag: string;
  readonly repo: string;
  readonly kind: string;
  readonly shape: string;
  readonly version: string;
  readonly folder?: string;
  readonly manifest?: {
    readonly path: string;
    readonly name: string;
    readonly version: string | null;
    readonly agrees: boolean;
  };
}

const FILES: Readonly<Record<string, (name: string, version: string) => string>> = {
  'package.json': (name, version) => JSON.stringify({ name, version }),
  'Cargo.toml': (name, version) => `[package]\nname = "${name}"\nversion = "${version}"\n`,
  'Project.toml': (name, version) =>
    `name = "${name}"\nuuid = "7876af07-990d-54b4-ab0e-23690620f79a"\nversion = "${version}"\n`,
  'pom.xml': (name, version) => `<project><artifactId>${name}</artifactId><version>${version}</version></project>`,
};

const fileOf = ({ manifest }: Case) => FILES[manifest?.path.split('/').at(-1) ?? ''];
const cases = corporaPresent ? readCorpus<{ tags: readonly Case[] }>('tags.json').tags : [];
/** One of each repository and manner, of those whose version file is known and agrees. */
const sample = [
  ...new Map(
    cases
      .filter((each) => each.manifest?.agrees && !(each.manifest.version ?? '$').includes('$') && fileOf(each))
      .map((each) => [`${each.repo} ${each.shape.replace(/^.*(?=[@/-])/, '')}`, each]),
  ).values(),
].slice(0, 12);

/** A repository with the case's version file at its tag, and beside it an empty registry. */
function prepare(folder: string, given: Case): string {
  const { manifest, repo, tag } = given;
  const directory = join(folder, repo.split('/')[1] ?? '');
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  };
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.example', ...args], { cwd: directory });
  const { path = '', name = '', version = '' } = manifest ?? {};
  write(path, fileOf(given)?.(name, version ?? '') ?? '');
  if (path.includes('/'))
    write('innersource.yml', `version: 1\npackages: [{ name: "${name}", path: ${dirname(path)} }]\n`);
  mkdirSync(join(folder, 'registry'));
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('commit', '-qm', 'Release');
  git('tag', tag);
  return directory;
}

describe.skipIf(!corporaPresent)('innkeeper register takes real tags', () => {
  test.each(sample.map((each) => [each.repo, each.tag, each] as const))('%s %s', async (_, tag, given) => {
    const folder = mkdtempSync(join(tmpdir(), 'innkeeper-tags-'));
    let out = '';
    const args = ['register', prepare(folder, given), '--tag', tag, '--registry', 'registry', '--format', 'json'];
    await runProgram(args, {
      out: (text) => {
        out += text;
      },
      error: () => undefined,
      stdin: async () => '',
      env: {},
      cwd: folder,
      now: () => new Date('2026-11-21T08:00:00Z'),
      color: false,
      interactive: false,
    });
    rmSync(folder, { recursive: true });
    const { registered, refused } = JSON.parse(out);
    expect(refused).toEqual([]);
    expect(registered).toMatchObject([{ name: given.manifest?.name }]);
  });
});

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestWorld } from './world.ts';

type Files = Readonly<Record<string, string>>;

/** Commits the files, and publishes a release of them with its assets, as a release workflow would. */
export async function publish(
  world: TestWorld,
  release: { as: string; repository: string; tag: string; files?: Files; assets?: Readonly<Record<string, Buffer>> },
): Promise<void> {
  const { as: login, repository, tag, files = {}, assets = {} } = release;
  commit(world, login, repository, files);
  const client = world.as(login);
  const base = `/repos/acme/${repository}/releases`;
  const { id } = await client<{ id: number }>(`POST ${base}`, { tag_name: tag, draft: true, body: 'As told.' });
  for (const [name, content] of Object.entries(assets)) {
    const answer = await fetch(`${world.sandbox.url}/api/v3${base}/${id}/assets?name=${encodeURIComponent(name)}`, {
      method: 'POST',
      headers: {
        authorization: `token ${world.sandbox.tokenOf(login)}`,
        'content-type': 'application/octet-stream',
      },
      body: new Uint8Array(content),
    });
    if (!answer.ok) throw new Error(`the upload of ${name} answered ${answer.status}`);
  }
  await client(`PATCH ${base}/${id}`, { draft: false });
  await world.quiet();
}

/** Commits to the repository's main branch. */
export function commit(world: TestWorld, login: string, repository: string, files: Files): void {
  const changes = new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)]));
  const actor = world.sandbox.world.person(login);
  if (changes.size > 0) {
    world.sandbox.world.commit(world.repository(repository), { branch: 'main', changes, message: 'Change' }, actor);
  }
}

/** The text of a file in the registry as it stands now. */
export function inRegistry(world: TestWorld, path: string): string | null {
  const { git } = world.repository('registry');
  const found = git.find(git.resolve('HEAD') ?? '', path);
  return found ? git.blob(found.oid).toString('utf8') : null;
}

/** A wheel with one module, which holds its version. */
export function wheel(name: string, version: string): Buffer {
  const info = `${name}-${version}.dist-info`;
  return archive(
    {
      [`${name}/__init__.py`]: `VERSION = "${version}"\n`,
      [`${info}/METADATA`]: `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`,
      [`${info}/WHEEL`]: 'Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n',
      [`${info}/RECORD`]: `${name}/__init__.py,,\n${info}/METADATA,,\n${info}/WHEEL,,\n${info}/RECORD,,\n`,
    },
    (file) => ['python3', ['-m', 'zipfile', '-c', file, name, info]],
  );
}

/** What `npm pack` makes of a package with one module. */
export function tarball(packageJson: object): Buffer {
  return archive(
    {
      'package/package.json': JSON.stringify(packageJson),
      'package/index.js': `module.exports = ${JSON.stringify(packageJson)};\n`,
    },
    (file) => ['tar', ['-czf', file, 'package']],
  );
}

function archive(files: Files, command: (file: string) => readonly [string, readonly string[]]): Buffer {
  const directory = mkdtempSync(join(tmpdir(), 'innkeeper-archive-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), text);
    }
    const [program, args] = command('archive.out');
    execFileSync(program, args, { cwd: directory, stdio: 'ignore' });
    return readFileSync(join(directory, 'archive.out'));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { GitRepository } from '../../src/sandbox/git.ts';

let folder: string;
let git: GitRepository;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'innkeeper-repository-'));
  git = GitRepository.create(join(folder, 'own.git'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const author = { name: 'Alice <x>\n', email: 'alice@example.com', date: new Date('2026-01-02T03:04:05.678Z') };
const write = (changes: Readonly<Record<string, string | null>>, parent: string | null = null) => {
  const bytes = Object.entries(changes).map(
    ([path, text]) => [path, text === null ? null : Buffer.from(text)] as const,
  );
  return git.write({ parent, changes: new Map(bytes), message: 'Change\n\nBody', author });
};
const listed = (commit: string) => git.text(['ls-tree', '-r', '-t', '-z', commit]).split('\0').filter(Boolean);
/** As `git ls-tree` prints it. */
const ownList = (commit: string) =>
  git.entries(git.commit(commit).tree).map(({ mode, type, oid, path }) => `${mode} ${type} ${oid}\t${path}`);

test('Git finds nothing wrong with what is written, and reads it as we do', () => {
  const first = write({ 'a.txt': 'a\n', 'a/b/c.txt': 'c\n', 'a/b/d.txt': 'd\n', 'a-b': '', 'é/ü': 'x' });
  const second = write({ 'a/b/c.txt': null, 'a/b/d.txt': null, 'a.txt': 'changed\n', 'none/there': null }, first);
  git.updateRef('refs/heads/main', second, null);
  expect(git.text(['fsck', '--strict', '--no-dangling'])).toBe('');
  expect(listed(first)).toEqual(ownList(first));
  expect(listed(second).map((line) => line.split('\t')[1])).toEqual(['a-b', 'a.txt', 'é', 'é/ü']);
  expect(git.text(['log', '-1', '--format=%an|%ae|%at|%B', 'main'])).toBe(
    'Alice x|alice@example.com|1767323045|Change\n\nBody',
  );
  expect(git.commit(second)).toMatchObject({
    parents: [first],
    message: 'Change\n\nBody',
    author: { name: 'Alice x', date: '2026-01-02T03:04:05Z' },
  });
});

/** Few names, some of which sort otherwise as folders than as files. */
const name = fc.constantFrom('a', 'a-b', 'a.b', 'ab', 'ﬁ', '😀');
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join('/'));
const changes = fc.dictionary(path, fc.constantFrom('1', '2', null), { maxKeys: 6 });

/** Git's index knows no file and folder of one name. */
function isPossible(files: Readonly<Record<string, string | null>>): boolean {
  const paths = Object.keys(files);
  return !paths.some((one) => paths.some((other) => other.startsWith(`${one}/`)));
}

test('a tree is what Git’s own index makes of the same changes', () => {
  fc.assert(
    fc.property(changes.filter(isPossible), changes, (before, after) => {
      const both = { ...before, ...after };
      fc.pre(isPossible(both));
      const commit = write(after, write(before));
      const lines = Object.entries(both).flatMap(([file, text]) =>
        text === null ? [] : [`100644 ${git.writeBlob(Buffer.from(text))}\t${file}\n`],
      );
      const index = { env: { ...process.env, GIT_INDEX_FILE: join(folder, 'index') }, cwd: git.directory };
      rmSync(join(folder, 'index'), { force: true });
      execFileSync('git', ['update-index', '--add', '--index-info'], { ...index, input: lines.join('') });
      expect(git.commit(commit).tree).toBe(execFileSync('git', ['write-tree'], index).toString().trim());
    }),
    { numRuns: 40 },
  );
});

test('what differs between two trees is what Git says', () => {
  fc.assert(
    fc.property(changes.filter(isPossible), changes.filter(isPossible), (before, after) => {
      const trees = [before, after].map((files) => git.commit(write(files)).tree);
      const [from = '', to = ''] = trees;
      const lines = git.text(['-c', 'core.quotePath=false', 'diff', '--name-status', '--no-renames', from, to]);
      const own = git.touched(from, to).map((each) => `${each.status[0]?.toUpperCase()}\t${each.path}`);
      const theirs = lines.split('\n').filter(Boolean);
      expect(own.sort()).toEqual(theirs.map((line) => line.replace(/^D/, 'R')).sort());
    }),
    { numRuns: 40 },
  );
});

test('a folder comes in as Git adds it', () => {
  const from = join(folder, 'files');
  mkdirSync(join(from, 'bin'), { recursive: true });
  mkdirSync(join(from, 'empty'));
  writeFileSync(join(from, 'bin', 'run'), '#!/bin/sh\n');
  chmodSync(join(from, 'bin', 'run'), 0o755);
  symlinkSync('bin/run', join(from, 'link'));
  writeFileSync(join(from, '.gitignore'), '*\n');
  const commit = git.importTree(from, write({ 'kept.txt': '', link: 'a file' }), 'Import', author);
  const modes = ownList(commit).map((line) => line.replace(/ \S{40}/, ''));
  expect(modes).toEqual([
    '100644 blob\t.gitignore',
    '040000 tree\tbin',
    '100755 blob\tbin/run',
    '100644 blob\tkept.txt',
    '120000 blob\tlink',
  ]);
});

test('refs move only from where they were, as Git sees too', () => {
  const [one, other] = [write({ a: '1' }), write({ a: '2' })];
  git.updateRef('refs/heads/topic/x', one, null);
  expect(() => git.updateRef('refs/heads/topic/x', other, null)).toThrow(/is at/);
  git.updateRef('refs/heads/topic/x', other, one);
  git.updateRef('refs/tags/v1.0.0', one, null);
  expect(() => git.updateRef('refs/heads/../../config', one, null)).toThrow();
  const refs = () => git.text(['for-each-ref', '--format=%(refname) %(objectname)']).split('\n');
  expect([...git.refs()].map((each) => each.join(' '))).toEqual(refs());
  git.git(['pack-refs', '--all', '--prune']);
  git.forget();
  git.updateRef('refs/tags/v1.0.0', other, one);
  git.updateRef('refs/heads/topic/x', null, other);
  expect([...git.refs()]).toEqual([['refs/tags/v1.0.0', other]]);
  git.updateRef('refs/heads/topic', one, null);
  expect([...git.refs()].map((each) => each.join(' '))).toEqual(refs());
});

test('a revision is a branch, a tag of either kind, or the beginning of an object id', () => {
  const commit = write({ a: '1' });
  git.updateRef('refs/heads/main', commit, null);
  git.git(['-c', 'user.name=A', '-c', 'user.email=a@example.com', 'tag', '-a', '-m', 'One', 'v1', 'main']);
  git.forget();
  for (const each of ['HEAD', 'main', 'v1', 'refs/tags/v1', commit, commit.slice(0, 7)]) {
    expect(git.resolve(each)).toBe(commit);
  }
  expect([git.resolve('v2'), git.resolve('0'.repeat(40)), git.resolve(git.commit(commit).tree)]).toEqual([
    null,
    null,
    null,
  ]);
  expect(git.typeOf(git.refs().get('refs/tags/v1') ?? '')).toBe('tag');
});

test('a bare repository is copied with its packs', () => {
  const tip = write({ 'a/b': 'text' }, write({ c: 'more' }));
  git.updateRef('refs/heads/main', tip, null);
  git.git(['repack', '-q', '-a', '-d']);
  const copy = GitRepository.create(join(folder, 'copy.git'));
  copy.copyFrom(git.directory);
  expect(copy.resolve('HEAD')).toBe(tip);
  expect(copy.blob(copy.find('HEAD', 'a/b')?.oid ?? '').toString()).toBe('text');
  expect(copy.find('HEAD', 'a/none')).toBeNull();
});

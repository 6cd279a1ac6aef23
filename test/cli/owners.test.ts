import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { useCheckout } from '../support/checkout.ts';

const checkout = useCheckout();
const { write, run } = checkout;

/** What `innkeeper owners` answers as JSON. */
async function ask(args: readonly string[], stdin = '') {
  const { code, out, error } = await run(['owners', ...args, '--format', 'json'], stdin);
  return { code, owners: JSON.parse(out), error };
}

test('answers from the file in effect, and tells what it skipped', async () => {
  write('.github/CODEOWNERS', '* @acme/platform\n/docs/ @alice\n/docs/internal/\n[Section]\n');
  write('CODEOWNERS', '* @nobody\n');
  const { code, owners, error } = await ask(['./src/a.ts', '--paths-from', '-'], 'docs/x.md\ndocs/internal/y.md\n');
  expect(code).toBe(0);
  expect(owners).toEqual({ 'src/a.ts': ['@acme/platform'], 'docs/x.md': ['@alice'], 'docs/internal/y.md': [] });
  expect(error).toContain('CODEOWNERS:4:1: GitHub knows no sections.');
});

test('without paths answers for the whole checkout', async () => {
  write('CODEOWNERS', '/docs/ @alice\n');
  write('docs/x.md', '');
  write('x.md', '');
  expect((await ask([])).owners).toEqual({ CODEOWNERS: [], 'docs/x.md': ['@alice'], 'x.md': [] });
  expect((await run(['owners'])).out).toContain('docs/x.md   @alice\n');
});

describe('--paths-from', () => {
  test.each([
    ['one a line', 'a/x\nb/y'],
    ['lines of Windows', 'a/x\r\nb/y\r\n'],
    ['the list of find', './a/x\n././b/y\n'],
    ['a byte order mark and empty lines', '\uFEFFa/x\n\n\n/b/y\n'],
    ['the list of git ls-files -z', 'a/x\0b/y\0'],
    ['what git quotes', '"a/\\170"\n"b/y"\n'],
  ])('reads %s', async (_, listed) => {
    write('CODEOWNERS', '/a/ @a\n/b/ @b\n');
    write('list', listed);
    const expected = { 'a/x': ['@a'], 'b/y': ['@b'] };
    expect((await ask(['--paths-from', '-'], listed)).owners).toEqual(expected);
    expect((await ask(['--paths-from', 'list'])).owners).toEqual(expected);
  });

  test('leaves spaces, and names that mean something to JavaScript', async () => {
    write('CODEOWNERS', 'a\\  @a\n__proto__ @b\n2 @c\n');
    const { out } = await run(['owners', '--paths-from', '-', '--format', 'json'], 'a \n__proto__\n2\n1\n');
    const lines = ['"a ": ["@a"],', '"__proto__": ["@b"],', '"2": ["@c"],', '"1": []'];
    expect(
      out
        .split('\n')
        .slice(1, -2)
        .map((line) => line.trim()),
    ).toEqual(lines);
  });

  test('of nothing answers nothing', async () => {
    write('CODEOWNERS', '* @a\n');
    expect(await ask(['--paths-from', '-'], '')).toEqual({ code: 0, owners: {}, error: '' });
  });

  test('that isn’t there is named', async () => {
    write('CODEOWNERS', '* @a\n');
    expect(await run(['owners', '--paths-from', 'none'])).toMatchObject({
      code: 2,
      error: expect.stringMatching(/There is no file .*none\./),
    });
  });

  test('answers for 50,000 paths of 5,000 rules within seconds', async () => {
    const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
    write(
      'CODEOWNERS',
      numbers(5000)
        .map((index) => `/p${index}/**/*.ts @t${index}\n`)
        .join(''),
    );
    const listed = numbers(50_000)
      .map((index) => `p${index % 10_000}/src/x${index}.ts\n`)
      .join('');
    const begun = performance.now();
    const { owners } = await ask(['--paths-from', '-'], listed);
    expect(performance.now() - begun).toBeLessThan(5000);
    expect(Object.keys(owners)).toHaveLength(50_000);
    expect(owners['p4999/src/x4999.ts']).toEqual(['@t4999']);
    expect(owners['p5000/src/x5000.ts']).toEqual([]);
  });
});

test('names that git quotes, as it lists them without -z, are those of the files', async () => {
  write('CODEOWNERS', '/müll/ @a\n/say\\ "hi" @b\n');
  write('müll/x', '');
  write('say "hi"', '');
  const git = (...args: string[]) => execFileSync('git', args, { cwd: checkout.folder, encoding: 'utf8' });
  git('init', '--quiet');
  const listed = git('ls-files', '--others');
  expect(listed).toContain('"');
  expect((await ask(['--paths-from', '-'], listed)).owners).toEqual({
    CODEOWNERS: [],
    'müll/x': ['@a'],
    'say "hi"': ['@b'],
  });
});

test('a folder is asked for with or without a separator at its end', async () => {
  write('CODEOWNERS', '* @all\n/docs/ @alice\n/docs/*.md @md\n');
  write('docs/x.md', '');
  expect((await ask(['docs', 'docs/', 'docs/x.md', '.', './'])).owners).toEqual({
    docs: ['@alice'],
    'docs/': ['@alice'],
    'docs/x.md': ['@md'],
    '.': ['@all'],
  });
});

test('paths of another checkout, whose CODEOWNERS is named, are answered as they are written', async () => {
  write('named', '/docs @alice\n/docs/ @bob\n');
  write('docs/x.md', '');
  expect((await ask(['--codeowners', 'named', 'docs', './docs/x.md', '/x'])).owners).toEqual({
    docs: ['@alice'],
    'docs/x.md': ['@bob'],
    '/x': [],
  });
});

test('a folder below asks the checkout’s CODEOWNERS; paths are typed from there, and told from the root', async () => {
  write('.github/CODEOWNERS', '/docs/api/ @alice\n');
  write('.git/HEAD', 'ref: refs/heads/main\n');
  write('docs/api/x.md', '');
  const { code, out } = await run(['owners', 'api/x.md', '--format', 'json'], '', 'docs');
  expect({ code, owners: JSON.parse(out) }).toEqual({ code: 0, owners: { 'docs/api/x.md': ['@alice'] } });
});

test('the CODEOWNERS around another checkout isn’t asked, nor one for paths outside', async () => {
  write('CODEOWNERS', '* @outer\n');
  write('inner/.git/HEAD', 'ref: refs/heads/main\n');
  expect(await run(['owners', 'x'], '', 'inner')).toMatchObject({ code: 2, out: '' });
  expect(await run(['owners', '../x'])).toMatchObject({
    code: 2,
    error: expect.stringContaining('../x isn’t in the checkout'),
  });
});

test('a file that isn’t there is answered by the patterns all the same', async () => {
  write('CODEOWNERS', '/new/ @a\n');
  expect((await ask(['new/file', 'other'])).owners).toEqual({ 'new/file': ['@a'], other: [] });
});

test('a file of 3 MB owns nothing, as GitHub doesn’t load it', async () => {
  write('CODEOWNERS', `* @a\n${'#'.repeat(3 * 1024 * 1024)}`);
  expect(await ask(['x'])).toEqual({ code: 1, owners: { x: [] }, error: expect.stringContaining('is too long') });
});

test('without a CODEOWNERS says so', async () => {
  expect(await run(['owners'])).toMatchObject({
    code: 2,
    error: expect.stringContaining('There is no CODEOWNERS here.'),
  });
});

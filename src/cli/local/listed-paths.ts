/**
 * Paths as git and other tools list them: one a line, or each ended by NUL as `git ls-files -z` does. Spaces belong to a path; a carriage return at
 * its end, a byte order mark, the leading `./` of find and the quotes of git don't.
 */
export function listedPaths(text: string): readonly string[] {
  const byNul = text.includes('\0');
  return text
    .replace(/^\uFEFF/, '')
    .split(byNul ? '\0' : /\r?\n/)
    .map((line) => (byNul ? line : unquoted(line)).replace(/^(?:\.?\/+)+/, ''))
    .filter(Boolean);
}

const QUOTED = /^"((?:[^"\\]|\\.)*)"$/;
const NAMED: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/**
 * Without `-z`, git puts what isn't plain ASCII in quotes: `"m\303\274ll"`.
 * @see https://git-scm.com/docs/git-config#Documentation/git-config.txt-corequotePath
 */
function unquoted(line: string): string {
  const inner = QUOTED.exec(line)?.[1];
  if (inner === undefined) return line;
  // One character for each byte, as the numbers are those of bytes.
  const bytes = Buffer.from(inner)
    .toString('latin1')
    .replace(/\\(?:([0-7]{3})|(.))/g, (_, octal, character) =>
      octal ? String.fromCharCode(Number.parseInt(octal, 8)) : (NAMED[character] ?? character),
    );
  return Buffer.from(bytes, 'latin1').toString();
}

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compileCodeowners } from '../../../src/reviewers/codeowners/match.ts';
import { parseCodeowners } from '../../../src/reviewers/codeowners/parse.ts';
import { corporaPresent, corpusPath, readCorpus } from '../../support/corpora.ts';

interface MatchCorpus {
  readonly cases: readonly { id: string; pattern: string; path: string; expected_github?: boolean | null }[];
  readonly texts: Readonly<Record<string, string>>;
  readonly rulesets: readonly { id: string; text: string; path: string; expected_github?: readonly string[] | null }[];
  readonly lines: readonly { line: string; github_line_valid?: boolean | null }[];
}

interface Oracle {
  readonly codeowners: string;
  readonly paths: string;
  readonly answer_line: readonly number[];
}

describe.skipIf(!corporaPresent)('real CODEOWNERS (skipped where the corpora are absent)', () => {
  test('every pattern matches what GitHub matches', () => {
    const { cases } = readCorpus<MatchCorpus>('codeowners-match.json');
    const wrong = cases
      .filter(({ expected_github }) => expected_github !== null && expected_github !== undefined)
      .filter(({ pattern, path, expected_github }) => {
        const owned = compileCodeowners(parseCodeowners(`${pattern} @owner`)).match(path) !== null;
        return owned !== expected_github;
      });
    expect(wrong.map(({ id, pattern, path, expected_github }) => ({ id, pattern, path, expected_github }))).toEqual([]);
  });

  test('every ruleset gives the owners GitHub gives', () => {
    const { rulesets, texts } = readCorpus<MatchCorpus>('codeowners-match.json');
    const wrong = rulesets
      .filter(({ expected_github }) => expected_github !== null && expected_github !== undefined)
      .map(({ id, text, path, expected_github }) => ({
        id,
        path,
        text: texts[text],
        expected: [...(expected_github ?? [])].sort(),
        got: [...(compileCodeowners(parseCodeowners(texts[text] ?? '')).match(path)?.owners ?? [])].sort(),
      }))
      .filter(({ expected, got }) => expected.join() !== got.join());
    expect(wrong).toEqual([]);
  });

  test('every line is taken or refused as GitHub does', () => {
    const { lines } = readCorpus<MatchCorpus>('codeowners-match.json');
    const wrong = lines
      .filter(({ github_line_valid }) => typeof github_line_valid === 'boolean')
      .filter(({ line, github_line_valid }) => (parseCodeowners(line).problems.length === 0) !== github_line_valid);
    expect(wrong).toEqual([]);
  });

  const oracles = corporaPresent ? readdirSync(corpusPath('codeowners-real/oracle')) : [];
  test.each(oracles)('every path of %s is decided by the line on record', (name) => {
    const oracle = readCorpus<Oracle>(`codeowners-real/oracle/${name}`);
    const read = (file: string) => readFileSync(corpusPath(`codeowners-real/${file}`), 'utf8');
    const matcher = compileCodeowners(parseCodeowners(read(oracle.codeowners)));
    const paths = read(oracle.paths).split('\n').filter(Boolean);
    const wrong = paths
      .slice(0, oracle.answer_line.length)
      .map((path, index) => ({ path, expected: oracle.answer_line[index], got: matcher.match(path)?.line ?? 0 }))
      .filter(({ expected, got }) => expected !== got);
    expect(wrong.slice(0, 10)).toEqual([]);
  });
});

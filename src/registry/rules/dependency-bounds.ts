import semver from 'semver';
import { z } from 'zod';
import { levels } from '../../rules/rule.ts';
import type { Candidate } from '../candidate.ts';
import { ecosystemOf } from '../dependencies.ts';
import { leavesOut } from '../formats/julia/language.ts';
import { JULIA_STANDARD_LIBRARIES } from '../julia-standard-libraries.ts';
import { readRange } from '../ranges.ts';
import { defineRegistryRule, type Objection } from './rule.ts';

export const dependencyBounds = defineRegistryRule({
  id: 'dependency-bounds',
  title: 'Dependencies are bounded',
  help: {
    checks:
      'Every dependency has an upper bound, and in Julia the language too; Julia’s standard libraries and binary packages (`_jll`) need none. A patch release from 1.0.0 on runs on every Julia that the one before it runs on, where the registry keeps Julia’s format.',
    why: 'The next breaking release of a dependency must not break what is registered today.',
    mend: 'Give each dependency a range such as `^1.2` in the version file.',
  },
  levels: levels('off', 'off', 'warning', 'error'),
  options: z.object({ exempt: z.array(z.string()).default([]).describe('Dependencies that need no upper bound.') }),
  evaluate: (candidate, { exempt }) => {
    const open = unbounded(candidate).filter((name) => !exempt.includes(name));
    const [first] = open;
    const file = candidate.versionFile?.path ?? 'the version file';
    if (first === undefined) return narrowed(candidate, file);
    return {
      summary: `${open.length === 1 ? 'A dependency has' : `${open.length} dependencies have`} no upper bound: ${open.join(', ')}.`,
      expected: `A range with an end for each, such as ${example(candidate, first)}.`,
      found: `Open ranges in ${file}.`,
      fix: `Bound them in ${file}, commit, and publish the next version.`,
    };
  },
});

/** Who runs a language that a version took must get its patches too. Below 1.0.0 a patch may break. */
function narrowed({ versionFile, version, languages = new Map() }: Candidate, file: string): Objection | null {
  const range = versionFile?.content?.language?.range;
  const series = [...languages.keys()].filter(
    (each) =>
      semver.lt(each, version) && semver.satisfies(each, `~${semver.major(version)}.${semver.minor(version)}.0`),
  );
  const before = semver.rsort(series)[0];
  const took = before === undefined ? [] : (languages.get(before) ?? []);
  if (!range || semver.major(version) === 0 || !leavesOut(took, range)) return null;
  return {
    summary: `The patch release ${version} leaves out versions of julia that ${before} runs on.`,
    expected: `All of ${took.join(', ')}.`,
    found: range,
    fix: `Widen julia under [compat] in ${file}, or release it as the next minor version.`,
  };
}

function unbounded(candidate: Candidate): readonly string[] {
  const ecosystem = ecosystemOf(candidate);
  const julia = ecosystem === 'julia';
  const language = candidate.versionFile?.content?.language;
  const needed = (candidate.versionFile?.content?.dependencies ?? []).filter(
    ({ name, kind }) => kind !== 'development' && !(julia && needsNone(name)),
  );
  return [...needed, ...(julia && language ? [language] : [])]
    .filter(({ range }) => readRange(ecosystem, range)?.bounded === false)
    .map(({ name }) => name);
}

function needsNone(name: string): boolean {
  return name.endsWith('_jll') || JULIA_STANDARD_LIBRARIES.has(name);
}

function example(candidate: Candidate, name: string): string {
  const examples = { julia: `${name} = "1" under [compat]`, python: `${name}>=1.2,<2`, npm: `"${name}": "^1.2.0"` };
  const ecosystem = ecosystemOf(candidate);
  return ecosystem in examples ? examples[ecosystem as keyof typeof examples] : `${name} = "1.2"`;
}

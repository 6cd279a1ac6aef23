import type { PolicyEffect } from '../config/policy-effect.ts';
import type { Problem } from '../domain/problem.ts';
import type { CheckText } from './check-summary.ts';
import { code, list, plural, prose } from './escape.ts';

/** GitHub cuts a longer summary off. */
const PROBLEMS_SHOWN = 100;
const PROJECTS_SHOWN = 10;

/** The face of the policy's own check where it is broken: each problem at its line. */
export function brokenPolicyText(input: {
  problems: readonly Problem[];
  /** A pull request asks for it; otherwise it stands on the default branch. */
  proposed: boolean;
  /** A version that was in order is in force. */
  lastGood: boolean;
}): CheckText {
  const { problems, proposed, lastGood } = input;
  const lines = problems
    .slice(0, PROBLEMS_SHOWN)
    .map(({ file, line, column, message }) => `- ${code(`${file}:${line}:${column}`)} ${prose(message)}`);
  const more = problems.length - lines.length;
  return {
    title: `${plural(problems.length, 'problem')} in the policy`,
    summary: [inForce(proposed, lastGood), '', ...lines, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n'),
    annotations: problems.map(({ file, line, message }) => ({
      path: file,
      line,
      level: 'failure',
      title: 'Policy',
      message,
    })),
  };
}

function inForce(proposed: boolean, lastGood: boolean): string {
  if (proposed) {
    return lastGood
      ? 'Merged like this, it would be passed over: the policy that is in force would stay so.'
      : 'Merged like this, it would be passed over: there would be no policy, and nothing written anywhere.';
  }
  return lastGood
    ? 'The last version that was in order stays in force until this is mended.'
    : 'Until it is mended, there is no policy: nothing is written anywhere.';
}

type Stage = 'proposed' | 'removal' | 'in-force';

/** The face of the policy's own check where it is in order: what its change does to the organisation. */
export function policyEffectText(effect: PolicyEffect, stage: Stage): CheckText {
  return {
    title: `${TITLE[stage]}${titleEnd(effect, WORDS[stage])}`,
    summary: [
      OPENING[stage],
      '',
      ...(effect.changed.length > 0 ? [`Changed: ${list(effect.changed.map(code))}.`, ''] : []),
      ...effectLines(effect, WORDS[stage]),
    ].join('\n'),
    annotations: [],
  };
}

const TITLE: Readonly<Record<Stage, string>> = {
  proposed: 'The policy is in order',
  removal: 'This removes the policy',
  'in-force': 'The policy is in order',
};

const OPENING: Readonly<Record<Stage, string>> = {
  proposed: 'Nothing of it counts until it is merged.',
  removal: 'Once this is merged, nothing is written anywhere any more.',
  'in-force': 'It is in force; every known project is judged by it again.',
};

interface Words {
  readonly fail: string;
  readonly hear: string;
}

const MAYBE: Words = { fail: 'would newly fail', hear: 'would hear' };
const WORDS: Readonly<Record<Stage, Words>> = {
  proposed: MAYBE,
  removal: MAYBE,
  'in-force': { fail: 'newly fail', hear: 'hear' },
};

function titleEnd({ rules }: PolicyEffect, { fail, hear }: Words): string {
  const failing = new Set(rules.flatMap(({ fails }) => fails)).size;
  const told = new Set(rules.flatMap((rule) => rule.told)).size;
  if (failing > 0) return `: ${plural(failing, 'project')} ${fail}`;
  return told > 0 ? `: ${plural(told, 'project')} ${hear} of something new` : '';
}

function effectLines({ projects, rules }: PolicyEffect, { fail, hear }: Words): readonly string[] {
  if (projects === 0) return ['No project has been judged yet, so its effect can’t be told.'];
  if (rules.length === 0) {
    return [`By what was last found in ${plural(projects, 'project')}, no rule’s result changes.`];
  }
  const of = (names: readonly string[]) => `${names.length} of ${plural(projects, 'project')}`;
  return [
    'By what was last found in each project:',
    '',
    ...rules.flatMap(({ rule, fails }) => line(fails, `**${of(fails)} ${fail} ${code(rule)}**`)),
    ...rules.flatMap(({ rule, told }) => line(told, `${of(told)} ${hear} of ${code(rule)}, and fail nothing by it`)),
    ...rules.flatMap(({ rule, eased }) => line(eased, `${of(eased)} ${hear} less of ${code(rule)}`)),
    ...rules.flatMap(({ rule, open }) =>
      line(open, `${code(rule)} asks something new of ${of(open)}; what it finds shows when they are judged by it`),
    ),
  ];
}

function line(projects: readonly string[], words: string): readonly string[] {
  if (projects.length === 0) return [];
  const shown = projects.slice(0, PROJECTS_SHOWN).map(code);
  const more = projects.length - shown.length;
  return [`- ${words}: ${list(more > 0 ? [...shown, `${more} more`] : shown)}.`];
}

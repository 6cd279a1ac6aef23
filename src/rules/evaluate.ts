import type { EffectivePolicy } from '../domain/effective-policy.ts';
import type { ProjectFacts } from '../domain/facts.ts';
import type { Finding, RuleSetting, Verdict, VerdictStatus, Waiver } from '../domain/verdict.ts';
import { RULES } from './index.ts';
import type { Rule, RuleContext, RuleHead } from './rule.ts';

/** Judges a repository by every rule that is on; the verdicts stand in the order of the list. */
export function evaluate({ facts, policy }: { facts: ProjectFacts; policy: EffectivePolicy }): readonly Verdict[] {
  const findings = new Map<string, Finding>();
  const context: RuleContext = { findings, requires: policy.requires };
  const settings = new Map(policy.rules.map((setting) => [setting.rule, setting]));
  return RULES.flatMap((rule) => {
    const setting = settings.get(rule.id);
    // Rules that are off are evaluated all the same: a tier may require them.
    const finding = find(rule, facts, setting?.options ?? {}, context);
    // A waived requirement doesn't cost a project its tier.
    const waived = finding.status === 'fail' && policy.waivers.some((waiver) => waiver.rule === rule.id);
    findings.set(rule.id, waived ? { ...finding, status: 'pending' } : finding);
    return setting ? weigh(rule, finding, setting, policy.waivers) : [];
  });
}

/** Does a rule that counts, as it is on or a tier requires it, judge by the names of all files? */
export function judgesEveryFile({ rules, requires }: Pick<EffectivePolicy, 'rules' | 'requires'>): boolean {
  const required = Object.values(requires).flat();
  const counting = rules.filter(
    ({ rule, level, mode }) => (level !== 'off' && mode !== 'off') || required.includes(rule),
  );
  return counting.some(({ rule, options }) => {
    return RULES.find(({ id }) => id === rule)?.judgesEveryFile(options as Readonly<Record<string, unknown>>);
  });
}

function find(rule: Rule, facts: ProjectFacts, options: unknown, context: RuleContext): Finding {
  const unknown = rule.needs.filter((fact) => facts[fact] === undefined);
  if (unknown.length > 0) {
    return { status: 'not-applicable', summary: 'Only GitHub knows what this rule asks; it is judged there.' };
  }
  return rule.evaluate(facts, options as Readonly<Record<string, unknown>>, context);
}

/** A finding with the policy's weight; nothing where the rule is off. */
export function weigh(rule: RuleHead, finding: Finding, setting: RuleSetting, waivers: readonly Waiver[]): Verdict[] {
  const { level, mode } = setting;
  if (level === 'off' || mode === 'off') return [];
  const waiver = finding.status === 'fail' ? waivers.find((each) => each.rule === rule.id) : undefined;
  return [
    {
      ...finding,
      rule: rule.id,
      title: rule.title,
      level,
      mode,
      ...(waiver ? { status: 'waived' as const, waiver } : {}),
    },
  ];
}

export type Tally = Readonly<Record<VerdictStatus, number>>;

export function tally(verdicts: readonly Verdict[]): Tally {
  const counts = { pass: 0, fail: 0, pending: 0, waived: 0, 'not-applicable': 0 };
  for (const { status } of verdicts) counts[status] += 1;
  return counts;
}

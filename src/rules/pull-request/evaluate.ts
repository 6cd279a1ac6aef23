import type { EffectivePolicy } from '../../domain/effective-policy.ts';
import type { Verdict } from '../../domain/verdict.ts';
import { weigh } from '../evaluate.ts';
import { PULL_REQUEST_RULES } from './index.ts';
import type { PullRequestFacts } from './rule.ts';

/** Judges a pull request by every rule for pull requests that is on. */
export function evaluatePullRequest(facts: PullRequestFacts, policy: EffectivePolicy): readonly Verdict[] {
  const settings = new Map(policy.pullRequestRules.map((setting) => [setting.rule, setting]));
  return PULL_REQUEST_RULES.flatMap((rule) => {
    const setting = settings.get(rule.id);
    if (!setting) return [];
    const finding = rule.evaluate(facts, setting.options as Readonly<Record<string, unknown>>);
    return weigh(rule, finding, setting, policy.waivers);
  });
}

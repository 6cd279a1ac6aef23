import type { z } from 'zod';
import type { EffectivePolicy } from '../../domain/effective-policy.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { RuleHead } from '../../rules/rule.ts';
import type { Candidate } from '../candidate.ts';

/** Why a candidate may not enter, but for the rule's id. */
export type Objection = Omit<Refusal, 'rule'>;

/** What else of the policy a rule may need beside its own options. */
export type RegistryRuleContext = Pick<EffectivePolicy, 'mayDependOn'>;

export interface RegistryRule extends RuleHead {
  /** Where it refuses whatever the policy says: to let it pass would harm what is registered already. */
  readonly firm?: (candidate: Candidate) => boolean;
  readonly evaluate: (
    candidate: Candidate,
    options: Readonly<Record<string, unknown>>,
    context: RegistryRuleContext,
  ) => Objection | null;
}

interface Definition<Options extends z.ZodObject> extends RuleHead {
  readonly options: Options;
  readonly firm?: (candidate: Candidate) => boolean;
  readonly evaluate: (
    candidate: Candidate,
    options: z.output<Options>,
    context: RegistryRuleContext,
  ) => Objection | null;
}

export function defineRegistryRule<Options extends z.ZodObject>(definition: Definition<Options>): RegistryRule {
  return {
    ...definition,
    evaluate: (candidate, options, context) =>
      definition.evaluate(candidate, definition.options.parse(options), context),
  };
}

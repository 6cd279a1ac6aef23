import type { z } from 'zod';
import type { Refusal } from '../../domain/refusal.ts';
import type { RuleHead } from '../../rules/rule.ts';
import type { Candidate } from '../candidate.ts';

/** Why a candidate may not enter, but for the rule's id. */
export type Objection = Omit<Refusal, 'rule'>;

export interface RegistryRule extends RuleHead {
  readonly evaluate: (candidate: Candidate, options: Readonly<Record<string, unknown>>) => Objection | null;
}

interface Definition<Options extends z.ZodObject> extends RuleHead {
  readonly options: Options;
  readonly evaluate: (candidate: Candidate, options: z.output<Options>) => Objection | null;
}

export function defineRegistryRule<Options extends z.ZodObject>(definition: Definition<Options>): RegistryRule {
  return {
    ...definition,
    evaluate: (candidate, options) => definition.evaluate(candidate, definition.options.parse(options)),
  };
}

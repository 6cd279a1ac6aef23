import type { z } from 'zod';
import type { ProjectFacts } from '../domain/facts.ts';
import type { Tier } from '../domain/tier.ts';
import type { Finding, Level } from '../domain/verdict.ts';

/** What a person reads of a rule, in Markdown: the rule pages and the portal are made of it. */
export interface RuleHelp {
  readonly checks: string;
  readonly why: string;
  readonly mend: string;
}

/** The part of a rule that every list of rules shares. */
export interface RuleHead {
  /** Also its file's name and its key in the policy. */
  readonly id: string;
  readonly title: string;
  readonly help: RuleHelp;
  /** The level at each tier where the policy says nothing. */
  readonly levels: Readonly<Record<Tier, Level>>;
  /** Every option has a default and a description. */
  readonly options: z.ZodObject;
  /** The stricter of two settings of the options; a rule without it keeps the organisation's where a repository wants its own. */
  readonly tighten?: (before: unknown, written: unknown) => object;
}

/** What the other rules found, for the rule that weighs them together. */
export interface RuleContext {
  readonly findings: ReadonlyMap<string, Finding>;
  readonly requires: Readonly<Record<Tier, readonly string[]>>;
}

/** One governance rule: equal facts and options give an equal finding. */
export interface Rule extends RuleHead {
  /** Where one of these is unknown, the rule does not apply. */
  readonly needs: readonly (keyof ProjectFacts)[];
  /** Whether, with these options, it judges by the names of all files where it can: they cost a request of their own. */
  readonly judgesEveryFile: (options: Readonly<Record<string, unknown>>) => boolean;
  readonly evaluate: (facts: ProjectFacts, options: Readonly<Record<string, unknown>>, context: RuleContext) => Finding;
}

interface RuleDefinition<Options extends z.ZodObject> extends RuleHead {
  readonly options: Options;
  readonly needs?: readonly (keyof ProjectFacts)[];
  readonly judgesEveryFile?: (options: z.output<Options>) => boolean;
  readonly evaluate: (facts: ProjectFacts, options: z.output<Options>, context: RuleContext) => Finding;
}

/** Ties a rule's evaluation to its options' schema: whatever the policy gives is checked before the rule sees it. */
export function defineRule<Options extends z.ZodObject>(definition: RuleDefinition<Options>): Rule {
  const { judgesEveryFile = () => false } = definition;
  return {
    ...definition,
    needs: definition.needs ?? [],
    judgesEveryFile: (options) => judgesEveryFile(definition.options.parse(options)),
    evaluate: (facts, options, context) => definition.evaluate(facts, definition.options.parse(options), context),
  };
}

/** `levels` for the four tiers, lowest first. */
export function levels(
  prototype: Level,
  research: Level,
  tooling: Level,
  production: Level,
): Readonly<Record<Tier, Level>> {
  return { prototype, research, tooling, production };
}

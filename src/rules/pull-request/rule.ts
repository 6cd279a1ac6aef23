import type { z } from 'zod';
import type { Override } from '../../domain/override.ts';
import type { ResolvedOwner } from '../../domain/person.ts';
import type { Project } from '../../domain/project.ts';
import type { PullRequest } from '../../domain/pull-request.ts';
import type { Finding } from '../../domain/verdict.ts';
import type { RuleHead } from '../rule.ts';

/** What a rule may know of a pull request: its description, the list of its files, and what its base branch says of the project. */
export interface PullRequestFacts {
  readonly pullRequest: PullRequest;
  readonly project: Project;
  /** The owning team, looked up. */
  readonly owners: readonly ResolvedOwner[];
  /** The project's trusted committers, looked up. */
  readonly trusted: readonly ResolvedOwner[];
  readonly override: Override | null;
}

export interface PullRequestRule extends RuleHead {
  readonly evaluate: (facts: PullRequestFacts, options: Readonly<Record<string, unknown>>) => Finding;
}

interface Definition<Options extends z.ZodObject> extends RuleHead {
  readonly options: Options;
  readonly evaluate: (facts: PullRequestFacts, options: z.output<Options>) => Finding;
}

export function definePullRequestRule<Options extends z.ZodObject>(definition: Definition<Options>): PullRequestRule {
  return {
    ...definition,
    evaluate: (facts, options) => definition.evaluate(facts, definition.options.parse(options)),
  };
}

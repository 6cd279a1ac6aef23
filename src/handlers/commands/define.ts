import type { Policy } from '../../config/policy.ts';
import type { Action, Plan } from '../../domain/action.ts';
import type { Delivery } from '../../domain/delivery.ts';
import type { RepositoryRef } from '../../domain/repository.ts';
import type { CommandHelp } from '../../messages/command.ts';
import type { Prepared } from '../feature.ts';
import type { Ports } from '../ports.ts';

/** Who asks, of what, and where. */
export interface Asked {
  readonly delivery: Delivery;
  readonly ports: Ports;
  readonly repository: RepositoryRef;
  readonly installation: number;
  readonly policy: Policy;
  /** The login of whoever wrote the comment. */
  readonly by: string;
  /** The comment's id. */
  readonly comment: number;
  /** When it was written, ISO 8601. */
  readonly at: string;
  readonly issue: {
    readonly number: number;
    readonly author: string;
    readonly body: string;
    readonly isPullRequest: boolean;
  };
  readonly commands: readonly Command[];
}

/** Why something wasn't done, in plain words; no reason where the conversation holds it already. */
export interface Failure {
  readonly why: string;
  readonly fix?: string | undefined;
}

/** What a command comes to, where it isn't refused. */
export interface Done {
  readonly plan: Plan;
  /** Markdown, where there is something to read that the world doesn't show by itself. */
  readonly says?: string;
  /** Set where the plan only does what follows from a refusal. */
  readonly failed?: Failure;
  /** What to do instead where GitHub refuses one of the plan's writes; without it, GitHub's words are told. */
  readonly refused?: ((message: string, action: Action) => Done) | null;
  /** What follows where GitHub didn't take some of the reviewers. */
  readonly dropped?: Prepared['dropped'];
}

/** One thing that can be asked for in a comment. A refusal, by `parse` or by `answer`, is a thrown `UserError` in plain words. */
interface Definition<Arguments> extends CommandHelp {
  /** Reads what follows the command's name. */
  readonly parse: (words: string) => Arguments;
  /** Reads what the answer needs and decides it; what is to be written stands in the plan. */
  readonly answer: (args: Arguments, asked: Asked) => Promise<Done>;
}

export type Command = CommandHelp & { readonly run: (words: string, asked: Asked) => Promise<Done> };

export function defineCommand<Arguments>(definition: Definition<Arguments>): Command {
  const { parse, answer, ...help } = definition;
  return { ...help, run: async (words, asked) => answer(parse(words), asked) };
}

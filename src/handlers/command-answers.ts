import type { Action, Plan } from '../domain/action.ts';
import type { RepositoryRef } from '../domain/repository.ts';
import { answerComment, answerMarker, NOT_TRIED, refusedAnswer, refusedByGitHub } from '../messages/command.ts';
import type { Done, Failure } from './commands/define.ts';
import { sameText } from './shared/same-text.ts';

/** One command of a comment, and what it comes to. */
export interface Answered {
  /** What followed `/innkeeper`. */
  readonly line: string;
  readonly done?: Done;
  readonly refused?: Failure | undefined;
}

/** A comment's commands, and where they were asked. */
export interface Conversation {
  readonly repository: RepositoryRef;
  readonly issue: number;
  readonly comment: number;
  readonly answers: readonly Answered[];
  /** Our answer to this comment, where an earlier attempt came that far. */
  readonly existing: { readonly id: number; readonly body: string } | null;
}

/** What is written for a comment: that it was taken, what was asked for, one answer for all of it, and how it went. */
export function planOf({ repository, issue, comment, answers, existing }: Conversation): Plan {
  const react = (content: 'eyes' | '+1' | 'confused'): Action => ({ kind: 'reaction', repository, comment, content });
  const plans = answers.flatMap(({ done }) => done?.plan ?? []);
  const all = merged(plans);
  const parts = answers.flatMap(({ line, done, refused }) =>
    refused?.why ? [refusedAnswer(line, refused.why, refused.fix)] : (done?.says ?? []),
  );
  const body = answerComment(comment, parts);
  const isSaid = parts.length === 0 || (existing !== null && sameText(existing.body, body));
  const say: Action = {
    kind: 'comment',
    repository,
    number: issue,
    marker: answerMarker(comment),
    body,
    ...(existing ? { id: existing.id } : {}),
  };
  return {
    ...all,
    actions: [
      ...(plans.length > 0 ? [react('eyes')] : []),
      ...all.actions,
      ...(isSaid ? [] : [say]),
      react(answers.some(({ refused }) => refused) ? 'confused' : '+1'),
    ],
    outcome: answers.map(outcomeOf).join('; '),
  };
}

function outcomeOf({ line, done, refused }: Answered): string {
  return `${line || 'help'}: ${refused ? `refused ${refused.why || done?.plan.outcome}` : done?.plan.outcome}`;
}

/** GitHub refused one of the writes for good: what was written before it stands, and what would come after it isn't tried. */
export function refusedPlan(conversation: Conversation, message: string, action: Action): Plan {
  const at = conversation.answers.findIndex(({ done }) => done?.plan.actions.includes(action));
  const answers = conversation.answers.map((each, index): Answered => {
    const { line, done } = each;
    if (!done || index < at || (index > at && done.plan.actions.length === 0)) return each;
    if (index > at) return { line, refused: { why: NOT_TRIED } };
    const instead = done.refused?.(message, action);
    return instead
      ? { line, done: instead, refused: instead.failed }
      : { line, refused: { why: refusedByGitHub(message) } };
  });
  const plan = planOf({ ...conversation, answers });
  const written = conversation.answers.slice(0, at).flatMap(({ done }) => done?.plan.actions ?? []);
  const stands = (each: Action) => written.includes(each) || (each.kind === 'reaction' && each.content === 'eyes');
  return { ...plan, actions: plan.actions.filter((each) => !stands(each)) };
}

/** What follows where GitHub didn't take some of the reviewers. */
export function droppedPlan({ answers }: Conversation, reviewers: readonly string[]): Plan {
  return merged(answers.flatMap(({ done }) => done?.dropped?.(reviewers) ?? []));
}

function merged(plans: readonly Plan[]): Plan {
  return {
    actions: plans.flatMap(({ actions }) => actions),
    decisions: plans.flatMap(({ decisions = [] }) => decisions),
    remember: plans.flatMap(({ remember = [] }) => remember),
    next: plans.flatMap(({ next = [] }) => next),
    outcome: plans.map(({ outcome }) => outcome).join('; '),
  };
}

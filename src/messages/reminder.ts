import type { Stage } from '../reviewers/promise/clock.ts';
import { list, text } from './escape.ts';
import { reminderMarker } from './markers.ts';

/**
 * Tells those whose turn it is that an answer was promised and didn't come.
 * @param to owners as written, `@alice` or `@acme/platform`: the only people whom Innkeeper ever notifies by name
 * @param since ISO 8601
 */
export function reminder(input: { stage: Stage; to: readonly string[]; response: string; since: string }): string {
  const { stage, to, since } = input;
  return [
    reminderMarker(stage, since),
    `${list(to)}: ${ASKED[stage]} A first answer was promised within ${text(input.response)}, and its author has waited since ${since.slice(0, 10)}.`,
    '',
    '<sub>A short comment is an answer too, even if it only says when you can look.</sub>',
  ].join('\n');
}

const ASKED: Readonly<Record<Stage, string>> = {
  reviewer: 'this pull request waits for you.',
  candidate: 'this pull request still waits; could you have a look in their place?',
  owners: 'nobody has answered this pull request yet. Who takes it on?',
};

import { deliveryOf } from '../../app/intake.ts';
import type { Delivery } from '../../domain/delivery.ts';
import { UserError } from '../../domain/user-error.ts';
import { readText } from './files.ts';

/** A webhook from a file: `{ "name", "payload" }`, or a bare payload whose event is named or can be told by what it holds. */
export function readEvent(file: string, named: string | undefined, now: Date): Delivery {
  let content: Record<string, unknown>;
  try {
    content = JSON.parse(readText(file)) as Record<string, unknown>;
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${file} is no JSON: ${(error as Error).message}`);
  }
  const wrapped = typeof content.payload === 'object' && content.payload !== null;
  const payload = (wrapped ? content.payload : content) as Record<string, unknown>;
  const event = named ?? (wrapped ? String(content.name ?? content.event ?? '') : guess(payload));
  if (!event)
    throw new UserError(`${file} doesn’t say which event it is.`, {
      fix: 'Name it with --event, such as --event pull_request.',
    });
  return deliveryOf({ id: String(content.id ?? 'plan'), event, payload, receivedAt: now.toISOString() });
}

/** Which event a bare payload is of, by what it holds. */
function guess(payload: Readonly<Record<string, unknown>>): string {
  const signs: readonly (readonly [string, string])[] = [
    ['review', 'pull_request_review'],
    ['pull_request', 'pull_request'],
    ['comment', 'issue_comment'],
    ['release', 'release'],
    ['merge_group', 'merge_group'],
    ['check_run', 'check_run'],
    ['commits', 'push'],
    ['repositories', 'installation'],
  ];
  return signs.find(([key]) => key in payload)?.[1] ?? (payload.repository && payload.action ? 'repository' : '');
}

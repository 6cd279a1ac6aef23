import { createHash } from 'node:crypto';
import type { Action, CheckName, CheckState } from '../../domain/action.ts';
import type { RepositoryRef } from '../../domain/repository.ts';
import type { ExistingCheck } from '../../github/read-checks.ts';
import type { CheckText } from '../../messages/check-summary.ts';

/** The check run to write; nothing where the one that stands says the same already. */
export function checkAction(input: {
  repository: RepositoryRef;
  sha: string;
  name: CheckName;
  state: CheckState;
  text: CheckText;
  existing: ExistingCheck | null;
}): Action[] {
  const { repository, sha, name, state, text, existing } = input;
  const externalId = createHash('sha256')
    .update(JSON.stringify([state, text]))
    .digest('hex')
    .slice(0, 20);
  if (existing?.externalId === externalId) return [];
  // One without an id was cut while it was written; a finished one can't go back to waiting: a new run takes their place, and that of one with
  // annotations, which can't be taken away.
  const finished = existing?.status === 'completed';
  const reuse = existing?.externalId && existing.annotations === 0 && (!finished || state.status === 'completed');
  return [
    { kind: 'check', repository, sha, name, ...text, ...state, externalId, ...(reuse ? { id: existing.id } : {}) },
  ];
}

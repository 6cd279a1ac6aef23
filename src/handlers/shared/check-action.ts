import { createHash } from 'node:crypto';
import type { Action, CheckName, CheckState } from '../../domain/action.ts';
import type { RepositoryRef } from '../../domain/repository.ts';
import type { ExistingCheck } from '../../github/read-checks.ts';
import type { CheckText } from '../../messages/check-summary.ts';

/** The check run to write; nothing where the one that stands says the same already, unless somebody asks for it `anew`. */
export function checkAction(input: {
  repository: RepositoryRef;
  sha: string;
  name: CheckName;
  state: CheckState;
  text: CheckText;
  existing: ExistingCheck | null;
  anew?: boolean;
  /** The number of the pull request that it is about. */
  pull?: number;
}): Extract<Action, { kind: 'check' }>[] {
  const { repository, sha, name, state, text, existing, anew = false, pull } = input;
  const digest = createHash('sha256')
    .update(JSON.stringify([state, text]))
    .digest('hex')
    .slice(0, 20);
  const externalId = pull === undefined ? digest : `${digest}#${pull}`;
  if (!anew && existing?.externalId === externalId) return [];
  // One without an id was cut while it was written; a finished one can't go back to waiting: a new run takes their place, that of one with
  // annotations, which can't be taken away, and that of one that was asked for again.
  const finished = existing?.status === 'completed';
  const fits = existing?.annotations === 0 && (!finished || state.status === 'completed');
  const reuse = !anew && existing?.externalId && fits;
  return [
    { kind: 'check', repository, sha, name, ...text, ...state, externalId, ...(reuse ? { id: existing.id } : {}) },
  ];
}

/** The number of the pull request that a check run is about, by what {@link checkAction} has written into it. */
export function pullOfCheck(externalId: string | null | undefined): number | null {
  const number = /#(\d+)$/.exec(externalId ?? '')?.[1];
  return number === undefined ? null : Number(number);
}

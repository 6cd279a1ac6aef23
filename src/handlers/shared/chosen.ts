import type { Memo } from '../../domain/action.ts';
import type { RepositoryRef } from '../../domain/repository.ts';
import type { Selection } from '../../reviewers/selection.ts';
import type { Ports } from '../ports.ts';
import { pullRequestKey } from './pull-request-key.ts';

/** What is remembered of a pull request's reviewers as long as it is open. */
export const CHOSEN = 'reviewers';

export interface ChosenBefore {
  /** Whom we asked, and why; `null` where nobody was chosen yet. */
  readonly selection: Selection | null;
  /** Logins and team slugs that GitHub didn't take as reviewers. */
  readonly refused: readonly string[];
  /** The pull request's; absent where it was looked at before titles were kept. */
  readonly title?: string;
}

export async function chosenBefore(ports: Ports, repository: RepositoryRef, number: number): Promise<ChosenBefore> {
  const found = await ports.memory.get<ChosenBefore>(CHOSEN, pullRequestKey(repository, number));
  return found ?? { selection: null, refused: [] };
}

export function chosenMemo(repository: RepositoryRef, number: number, value: ChosenBefore): Memo {
  return { kind: CHOSEN, key: pullRequestKey(repository, number), value };
}

import { type Action, CHECK_NAMES } from '../../domain/action.ts';
import type { RepositoryRef } from '../../domain/repository.ts';
import type { ReleaseReading } from '../../github/read-release.ts';
import { withSiblings } from '../../messages/release.ts';
import { checkAction } from '../shared/check-action.ts';
import type { ReleaseFacts } from './release-facts.ts';

/** The check is that of the commit: what went well with one release doesn't hide what went wrong with another. None where it stands. */
export function releaseCheck(
  facts: ReleaseFacts,
  conclusion: 'success' | 'failure' | 'neutral',
  text: { title: string; summary: string },
): Extract<Action, { kind: 'check' }>[] {
  const { reading, rerequested } = facts;
  const refused = reading.siblings.flatMap(({ tag, issue }) =>
    issue?.state === 'open' ? [{ tag, issue: issue.number }] : [],
  );
  return checkAction({
    repository: refOf(reading),
    sha: reading.commit,
    name: CHECK_NAMES.registry,
    state: { status: 'completed', conclusion: refused.length > 0 ? refusedConclusion(facts) : conclusion },
    text: { ...withSiblings(text, refused), annotations: [] },
    existing: reading.check,
    anew: rerequested,
  });
}

/** What is refused fails the check only where the policy is enforced. */
export function refusedConclusion({ policy }: ReleaseFacts): 'failure' | 'neutral' {
  return policy.mode === 'enforce' ? 'failure' : 'neutral';
}

export function refOf({ repository: { owner, name } }: ReleaseReading): RepositoryRef {
  return { owner, name };
}

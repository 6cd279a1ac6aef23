import { type Action, addressOfPullRequest, type Plan } from '../../domain/action.ts';
import { fullName } from '../../domain/repository.ts';
import { closedText, proposedText } from '../../messages/registry-proposal.ts';
import { eventName } from '../feature.ts';
import { mergesNow, type Proposal, proposing, statusOf } from './registry-change.ts';
import { refusedConclusion, releaseCheck } from './release-check.ts';
import type { ReleaseFacts } from './release-facts.ts';

/** An accepted version that waits in a pull request; `null` where it doesn't, since it has been merged. */
export function proposedPlan(facts: ReleaseFacts): Plan | null {
  const { proposal, written } = facts;
  if (!proposal || !written || written.changes.length === 0) return null;
  const isOpen = proposal.standing?.state === 'open';
  if (isOpen || mayPropose(facts, proposal)) return waitingPlan(facts, proposal);
  // What is read of the registry may be older than the merge.
  if (isRegistered(facts) || proposal.standing?.state === 'merged') return null;
  return proposal.standing?.state === 'closed' ? closedPlan(facts, proposal) : nothingOpen(proposal);
}

/** What somebody closed is proposed again only where somebody asks for it. */
function mayPropose({ cause }: ReleaseFacts, { standing }: Proposal): boolean {
  const event = eventName(cause);
  return event !== LOOK && !(event === 'release.edited' && standing?.state === 'closed');
}

/** Something has become of the pull request. */
const LOOK = 'innkeeper.proposal';

/** What a person merged after days may say less than would be written today: it is registered all the same. */
function isRegistered({ decision, reading }: ReleaseFacts): boolean {
  const candidate = decision?.kind === 'accepted' ? decision.registration.candidate : null;
  const versions = candidate?.registered?.versions ?? [];
  return versions.some(
    ({ version, commit, yanked }) => version === candidate?.version && commit === reading.commit && yanked === false,
  );
}

function waitingPlan(facts: ReleaseFacts, proposal: Proposal): Plan {
  const { change, standing, now } = proposal;
  const open = standing?.state === 'open' ? standing : null;
  const { name, version } = ofVersion(facts);
  // The text is the same before the pull request is opened and after: it isn't to be written twice.
  const pull = addressOfPullRequest(change.branch);
  const status = statusOf(change, open, now);
  const text = proposedText({ name, version, registry: fullName(change.registry), pull, status });
  const check = releaseCheck(facts, 'neutral', text).map((action) => ({
    ...action,
    summary: open ? action.summary.replaceAll(pull, open.url) : action.summary,
  }));
  return {
    actions: [...proposing(proposal), ...check],
    outcome: text.title,
    next: mergesNow(facts.cause, proposal),
  };
}

function closedPlan(facts: ReleaseFacts, { change, standing }: Proposal): Plan {
  const { name, version } = ofVersion(facts);
  const text = closedText({
    name,
    version,
    registry: fullName(change.registry),
    pull: standing?.url ?? '',
    tag: facts.reading.release.tag,
  });
  return { actions: releaseCheck(facts, refusedConclusion(facts), text), outcome: text.title };
}

function nothingOpen({ change }: Proposal): Plan {
  return { actions: [], outcome: `no pull request is open from ${change.branch}` };
}

function ofVersion({ decision, tag }: ReleaseFacts): { name: string; version: string } {
  const name = decision?.kind === 'accepted' ? decision.registration.entry.name : '';
  return { name, version: tag.kind === 'version' ? tag.version : '' };
}

/** The open pull request of a version that is refused says why it isn't merged. */
export function proposalRefused({ proposal }: ReleaseFacts): readonly Action[] {
  return proposal?.standing?.state === 'open' && proposal.change.refusals.length > 0 ? proposing(proposal) : [];
}

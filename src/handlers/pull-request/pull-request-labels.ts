import type { Policy } from '../../config/policy.ts';
import type { Action, Label } from '../../domain/action.ts';
import type { Tier } from '../../domain/tier.ts';
import { TIERS } from '../../domain/tier.ts';
import type { PullRequestReading } from '../../github/read-pull-request.ts';
import { repositoryOf } from '../shared/judge.ts';

const TIER_PREFIX = 'tier: ';

/** Every label that may be set by this policy. */
export function possibleLabels(policy: Policy): readonly string[] {
  return [...TIERS.map((tier) => `${TIER_PREFIX}${tier}`), policy.labels['cross-team'].name];
}

/** The labels a pull request should have and hasn't, and those of ours it has and shouldn't. */
export function labelAction(input: {
  reading: PullRequestReading;
  policy: Policy;
  tier: Tier | undefined;
  crossTeam: boolean;
}): Action[] {
  const { reading, policy, tier, crossTeam } = input;
  const has = (name: string) => reading.pullRequest.labels.some((each) => each.toLowerCase() === name.toLowerCase());
  const wanted: Label[] = [...(tier ? [tierLabel(policy, tier)] : []), ...(crossTeam ? [crossTeamLabel(policy)] : [])];
  const add = wanted.filter(({ name }) => !has(name));
  const remove = possibleLabels(policy).filter((name) => has(name) && !wanted.some((each) => each.name === name));
  if (add.length === 0 && remove.length === 0) return [];
  const known = reading.knownLabels.map((name) => name.toLowerCase());
  const create = add.map(({ name }) => name).filter((name) => !known.includes(name.toLowerCase()));
  return [
    { kind: 'label', repository: repositoryOf(reading), number: reading.pullRequest.number, add, remove, create },
  ];
}

/** GitHub's limit on a label's description, in characters. */
const DESCRIPTION_LIMIT = 100;

function tierLabel(policy: Policy, tier: Tier): Label {
  const { color, description } = policy.tiers[tier];
  return { name: `${TIER_PREFIX}${tier}`, color, description: description.slice(0, DESCRIPTION_LIMIT) };
}

function crossTeamLabel(policy: Policy): Label {
  return { ...policy.labels['cross-team'], description: 'From outside the owning team.' };
}

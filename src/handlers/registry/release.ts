import type { Action, Plan } from '../../domain/action.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { fullName } from '../../domain/repository.ts';
import type { BranchReading } from '../../github/read-default-branch.ts';
import { releaseMarker } from '../../messages/markers.ts';
import {
  notAVersion,
  prereleaseRefused,
  registryMissing,
  registryUnwritable,
} from '../../messages/registry-refusals.ts';
import {
  commitMessage,
  passedOverText,
  registryCheckText,
  releaseIssue,
  releaseIssueTitle,
} from '../../messages/release.ts';
import type { Decision } from '../../registry/decide.ts';
import { registrationLines } from '../../registry/proposal.ts';
import { defineFeature } from '../feature.ts';
import { registerDelivery } from '../shared/follow-up.ts';
import { sameText } from '../shared/same-text.ts';
import { rememberNeeds } from './needs.ts';
import { rememberName } from './registered-names.ts';
import { committing } from './registry-change.ts';
import { workflowDelivery } from './registry-workflow.ts';
import { refOf, refusedConclusion, releaseCheck } from './release-check.ts';
import { dispatchDeliveries } from './release-dispatch.ts';
import { type ReleaseFacts as Facts, gatherRelease as gather } from './release-facts.ts';
import { proposalRefused, proposedPlan } from './release-proposed.ts';

/** Registers a published release, or tells its maintainers why not; again when its notes were edited or its tag was moved, since those may have been why. */
export const release = defineFeature<Facts>({
  name: 'release',
  on: [
    'release.published',
    'release.edited',
    'push',
    'innkeeper.register',
    'innkeeper.proposal',
    'check_run.rerequested',
    'check_suite.rerequested',
  ],
  gather,
  decide: (facts) => withSiblingsAsked(decide(facts), facts),
  turn: (facts) => facts.turn,
  refused: (facts, message) =>
    refusedPlan({ ...facts, proposal: null }, [registryUnwritable(fullName(facts.registry), message)]),
});

function decide(facts: Facts): Plan {
  const { tag, decision, policy, registry, registryReading } = facts;
  if (tag.kind === 'not-a-version') {
    return { actions: [], outcome: tag.summary, refusals: [notAVersion(tag.summary)] };
  }
  if (tag.kind === 'unclear') {
    return refusedPlan(facts, [{ rule: 'version-format', summary: tag.summary, fix: tag.fix }]);
  }
  if (tag.prerelease && !policy.registry.prereleases) return passedOverPlan(facts, tag.version);
  if (!decision || !registryReading) return refusedPlan(facts, [registryMissing(fullName(registry))]);
  if (decision.kind === 'refused') return refusedPlan(facts, decision.refusals);
  return acceptedPlan(facts, decision, registryReading);
}

function acceptedPlan(facts: Facts, decision: Extract<Decision, { kind: 'accepted' }>, at: BranchReading): Plan {
  const { reading, policy, registry, snapshot, written } = facts;
  const { entry, candidate } = decision.registration;
  const { version } = candidate;
  if (written && written.refusals.length > 0) return refusedPlan(facts, written.refusals);
  const proposed = proposedPlan(facts);
  if (proposed) return proposed;
  const isNew = entry.versions.length === 1;
  const message = `${commitMessage(entry.name, version, isNew)}\n\n${registrationLines(candidate)}`;
  const changes = facts.proposal ? [] : (written?.changes ?? []);
  const text = registryCheckText({
    registry: fullName(registry),
    registered: [{ name: entry.name, version }],
    refusals: [],
    warnings: [...decision.warnings, ...(written?.notes ?? [])],
  });
  const newest = entry.versions.filter(({ prerelease }) => !prerelease).at(-1) ?? entry.versions.at(-1);
  const seen = snapshot ? { ...snapshot, version: newest?.version ?? null } : null;
  return {
    actions: [
      ...committing({ registry, at, message, changes }),
      ...releaseCheck(facts, 'success', text),
      ...closedIssue(facts),
    ],
    outcome: `registered ${entry.name} ${version}`,
    remember: [
      ...(isNew ? [rememberName(registry, entry.name)] : []),
      rememberNeeds(registry, candidate),
      ...(seen ? [{ kind: 'project', key: fullName(reading.repository), value: seen }] : []),
    ],
    next: [
      ...dispatchDeliveries(facts.cause, { registry, entry, version, tag: reading.release.tag }, facts.dependents),
      ...workflowDelivery(facts.cause, { policy, registry, organization: reading.repository.owner }),
    ],
  };
}

/** Nobody did anything wrong: the check says it, and no issue is opened. */
function passedOverPlan(facts: Facts, version: string): Plan {
  const text = passedOverText(version, fullName(facts.registry));
  const refusals = [prereleaseRefused(text.title)];
  return { actions: releaseCheck(facts, 'success', text), outcome: text.title, refusals };
}

function refusedPlan(facts: Facts, refusals: readonly Refusal[]): Plan {
  const { reading, registry, policy } = facts;
  const tag = reading.release.tag;
  const warnings = facts.decision?.warnings ?? [];
  const text = registryCheckText({ registry: fullName(registry), registered: [], refusals, warnings });
  const body = releaseIssue({ tag, registry: fullName(registry), refusals, settings: policy.messages });
  const title = releaseIssueTitle(tag);
  const existing = reading.issue;
  const stands = existing?.state === 'open' && existing.title === title && sameText(existing.body, body);
  const issue: Action[] =
    stands || !reading.repository.hasIssues
      ? []
      : [
          {
            kind: 'issue',
            repository: refOf(reading),
            marker: releaseMarker(tag),
            title,
            body,
            state: 'open',
            ...(existing ? { number: existing.number } : {}),
          },
        ];
  return {
    actions: [...releaseCheck(facts, refusedConclusion(facts), text), ...issue, ...proposalRefused(facts)],
    outcome: `refused: ${refusals.map(({ rule }) => rule).join(', ')}`,
    refusals,
  };
}

/** Who asks for the check again asks for every release of the commit. */
function withSiblingsAsked(plan: Plan, { cause, reading, rerequested }: Facts): Plan {
  if (!rerequested) return plan;
  const asked = reading.siblings.map(({ tag }) => registerDelivery(cause, refOf(reading), tag));
  return { ...plan, next: [...(plan.next ?? []), ...asked] };
}

function closedIssue({ reading }: Facts): Action[] {
  const { issue, release: published } = reading;
  if (issue?.state !== 'open') return [];
  const { number, title } = issue;
  return [
    { kind: 'issue', repository: refOf(reading), marker: releaseMarker(published.tag), title, state: 'closed', number },
  ];
}

import type { Action, Plan } from '../../domain/action.ts';
import type { Delivery } from '../../domain/delivery.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { fullName, type RepositoryRef } from '../../domain/repository.ts';
import type { BranchReading } from '../../github/read-default-branch.ts';
import { releaseMarker } from '../../messages/markers.ts';
import {
  commitMessage,
  passedOverText,
  registryCheckText,
  releaseIssue,
  releaseIssueTitle,
} from '../../messages/release.ts';
import type { Decision } from '../../registry/decide.ts';
import { FORMATS } from '../../registry/formats/index.ts';
import { registrationLines } from '../../registry/proposal.ts';
import { defineFeature } from '../feature.ts';
import { sameText } from '../shared/same-text.ts';
import { rememberNeeds } from './needs.ts';
import { rememberName } from './registered-names.ts';
import { workflowDelivery } from './registry-workflow.ts';
import { refOf, refusedConclusion, releaseCheck } from './release-check.ts';
import { dispatchDeliveries } from './release-dispatch.ts';
import { type ReleaseFacts as Facts, gatherRelease as gather } from './release-facts.ts';
import { proposalRefused, proposedPlan } from './release-proposed.ts';
import { unwritable } from './unwritable.ts';

/** Registers a published release, or tells its maintainers why not; again when its notes were edited, since those may have been why. */
export const release = defineFeature<Facts>({
  name: 'release',
  on: [
    'release.published',
    'release.edited',
    'innkeeper.register',
    'innkeeper.proposal',
    'check_run.rerequested',
    'check_suite.rerequested',
  ],
  gather,
  decide: (facts) => withSiblingsAsked(decide(facts), facts),
  turn: (facts) => facts.turn,
  refused: (facts, message) => refusedPlan({ ...facts, proposal: null }, [unwritable(facts.registry, message)]),
});

function decide(facts: Facts): Plan {
  const { tag, decision, policy, registry, registryReading } = facts;
  if (tag.kind === 'not-a-version') {
    const fix = 'Name a tag that is a version, such as v1.2.3.';
    return { actions: [], outcome: tag.summary, refusals: [{ rule: 'version-format', summary: tag.summary, fix }] };
  }
  if (tag.kind === 'unclear') {
    return refusedPlan(facts, [{ rule: 'version-format', summary: tag.summary, fix: tag.fix }]);
  }
  if (tag.prerelease && !policy.registry.prereleases) return passedOverPlan(facts, tag.version);
  if (!decision || !registryReading) return refusedPlan(facts, [missing(registry)]);
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
  const { branch, head } = at;
  const changes = facts.proposal ? [] : (written?.changes ?? []);
  const commit: Action[] =
    changes.length === 0 ? [] : [{ kind: 'commit', repository: registry, branch, head, message, changes }];
  const text = registryCheckText({
    registry: fullName(registry),
    registered: [{ name: entry.name, version }],
    refusals: [],
    warnings: [...decision.warnings, ...(written?.notes ?? []), ...unwritten(policy.registry.formats)],
  });
  const newest = entry.versions.filter(({ prerelease }) => !prerelease).at(-1) ?? entry.versions.at(-1);
  const seen = snapshot ? { ...snapshot, version: newest?.version ?? null } : null;
  return {
    actions: [...commit, ...releaseCheck(facts, 'success', text), ...closedIssue(facts)],
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
  const fix = 'Publish the version itself, or have registry.prereleases switched on in the policy.';
  const refusals = [{ rule: 'version-format', summary: text.title, fix }];
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
  const asked = reading.siblings.map(
    ({ tag }): Delivery => ({
      id: `${cause.id}:register:${tag}`,
      event: 'innkeeper',
      action: 'register',
      installation: cause.installation,
      repository: refOf(reading),
      payload: { release: { tag_name: tag } },
      receivedAt: cause.receivedAt,
    }),
  );
  return { ...plan, next: [...(plan.next ?? []), ...asked] };
}

/** Formats that the policy may name and this version can't write yet: said, rather than passed over. */
function unwritten(formats: readonly string[]): readonly Refusal[] {
  return formats
    .filter((format) => !FORMATS.some(({ id }) => id === format))
    .map((format) => ({
      rule: 'formats',
      summary: `The format ${format} can’t be written by this version of Innkeeper; the catalogue was.`,
      fix: `Remove ${format} from registry.formats in the policy, or update Innkeeper once it can.`,
    }));
}

function closedIssue({ reading }: Facts): Action[] {
  const { issue, release: published } = reading;
  if (issue?.state !== 'open') return [];
  const { number, title } = issue;
  return [
    { kind: 'issue', repository: refOf(reading), marker: releaseMarker(published.tag), title, state: 'closed', number },
  ];
}

function missing(registry: RepositoryRef): Refusal {
  return {
    rule: 'registry',
    summary: `There is no package registry ${fullName(registry)}.`,
    expected: `A repository ${fullName(registry)} with at least one commit, which the App may read and write.`,
    found: 'None that the App can see.',
    fix: `Ask an admin to create ${fullName(registry)} with a README, to give the App access to it, or to name another one under registry: in the policy.`,
  };
}

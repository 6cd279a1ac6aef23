import { z } from 'zod';
import type { Policy } from '../../config/policy.ts';
import { registryOf } from '../../config/registries.ts';
import type { FileChange, Plan } from '../../domain/action.ts';
import type { Delivery } from '../../domain/delivery.ts';
import type { PackageEntry } from '../../domain/package-entry.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { fullName, type RepositoryRef } from '../../domain/repository.ts';
import { type BranchReading, readDefaultBranch } from '../../github/read-default-branch.ts';
import { isPublished } from '../../github/read-published.ts';
import { withdrawalMarker } from '../../messages/markers.ts';
import { yankText } from '../../messages/registry-proposal.ts';
import { proposalClosed, registryUnwritable } from '../../messages/registry-refusals.ts';
import { withdrawalIssue, withdrawalIssueTitle, withdrawalMessage } from '../../messages/release.ts';
import type { Candidate } from '../../registry/candidate.ts';
import { catalogPath, parseEntry } from '../../registry/formats/catalog/entry.ts';
import { writeFormats } from '../../registry/formats/write.ts';
import { formatsNamed, pathsToRead } from '../../registry/from-registry.ts';
import { slugOf } from '../../registry/proposal.ts';
import { readTag } from '../../registry/tag.ts';
import { withdraw } from '../../registry/withdraw.ts';
import { defineFeature, eventName } from '../feature.ts';
import type { Ports } from '../ports.ts';
import { isWritten } from '../shared/judge.ts';
import { readPayload } from '../shared/payload.ts';
import { loadPolicy } from '../shared/policy.ts';
import { readOwnPackages } from './own-packages.ts';
import { policyInRegistry } from './policy-in-registry.ts';
import { registeredCandidate } from './registered-candidate.ts';
import {
  committing,
  mergesNow,
  type Proposal,
  proposalFor,
  proposing,
  type RegistryChange,
} from './registry-change.ts';
import type { Turn } from './registry-group.ts';
import { type Asking, type RegistryReading, readRegistry } from './registry-reading.ts';

/** Something has become of the pull request that yanks it. */
const LOOK = 'innkeeper.withdrawal';

const payload = z.object({ release: z.object({ tag_name: z.string() }) });

interface Facts {
  readonly cause: Delivery;
  readonly repository: RepositoryRef;
  readonly registry: RepositoryRef;
  /** `null` before it is its turn. */
  readonly at: BranchReading | null;
  readonly policy: Policy;
  /** With the version yanked; `null` where it is already, or its release is back. */
  readonly entry: PackageEntry | null;
  readonly candidate: Candidate;
  readonly changes: readonly FileChange[];
  /** Where the policy has changes proposed. */
  readonly proposal: Proposal | null;
  /** Set where the registry is yet to be looked at. */
  readonly turn: Turn<Facts | null> | null;
}

/** A release that was deleted or turned back into a draft: its version is yanked, since nobody can say any more what it holds. */
export const releaseWithdrawn = defineFeature<Facts>({
  name: 'release-withdrawn',
  on: ['release.deleted', 'release.unpublished', LOOK],
  gather: gatherWithdrawal,
  decide,
  turn: (facts) => facts.turn,
  refused: (facts, message) => refusedPlan(facts, registryUnwritable(fullName(facts.registry), message)),
});

/** What there is to yank, and the pull request for it where the policy wants one; `null` where the registry has no such version. */
export async function gatherWithdrawal(delivery: Delivery, ports: Ports): Promise<Facts | null> {
  const { repository, installation } = delivery;
  const found = readPayload(delivery, payload);
  if (!repository || installation === null || !found) return null;
  const { policy: loaded } = await loadPolicy(ports, repository.owner, installation);
  if (!loaded || !isWritten(loaded.mode)) return null;
  const client = ports.github(installation);
  const tag = found.release.tag_name;
  const { project, packages } = await readOwnPackages(client, repository);
  const policy = await policyInRegistry(ports, loaded, { repository, project });
  const reading = readTag({ tag, packages, repository: repository.name, patterns: policy.registry.tags });
  if (reading.kind !== 'version') return null;
  const registry = registryOf(policy, repository.owner);
  const entryPath = catalogPath(reading.package.name);
  const before = parseEntry((await readDefaultBranch(client, registry, [entryPath]))?.files.get(entryPath) ?? '');
  const version = before?.versions.find((each) => each.tag === tag);
  if (!before || !version || before.repository.toLowerCase() !== fullName(repository).toLowerCase()) return null;
  const candidate = await registeredCandidate(client, { repository, project, entry: before, version });
  const formats = formatsNamed(policy.registry.formats);
  const isBack = eventName(delivery) === LOOK && (await isPublished(client, repository, tag));
  const unread = { cause: delivery, repository, registry, policy, candidate };
  const asks: Asking = (seen) => pathsToRead(candidate, formats, seen);
  const look = (at: RegistryReading | null): Facts | null => {
    // As of the head that is written on, which may be newer than the one that was looked at first.
    const standing = parseEntry(at?.files.get(entryPath) ?? '');
    if (!at || !standing) return null;
    const entry = isBack ? null : withdraw(standing, tag);
    const changes = entry ? writeFormats(formats, { entry, candidate }, at.files).changes : [];
    return { ...unread, at, entry, changes, proposal: null, turn: null };
  };
  if (policy.registry.mode === 'commit') {
    const turn = { installation, client, registry, asks, decide: look };
    return { ...unread, at: null, entry: null, changes: [], proposal: null, turn };
  }
  const at = await readRegistry(client, registry, { memory: ports.memory, asking: [asks] });
  const facts = look(at);
  if (!at || !facts) return null;
  const now = ports.now().toISOString();
  return { ...facts, proposal: await proposalFor(ports, yankChange(facts, at), { installation, now }) };
}

function yankChange(
  { repository, registry, policy, candidate, changes }: Facts,
  at: RegistryChange['at'],
): RegistryChange {
  const { package: own, version, release } = candidate;
  const title = withdrawalMessage(own.name, version);
  return {
    source: { kind: 'yank', repository, about: release.tag },
    registry,
    at,
    branch: `innkeeper/yank/${slugOf(own.name)}/v${version}`,
    title,
    message: title,
    adds: null,
    words: yankText({ name: own.name, version, tag: release.tag, url: candidate.repository.url }),
    changes,
    refusals: [],
    policy,
  };
}

function decide(facts: Facts): Plan {
  const { cause, registry, at, entry, candidate, changes, proposal } = facts;
  const { package: own, version } = candidate;
  const name = `${own.name} ${version}`;
  if (!entry || !at) return { actions: [], outcome: `${name} is yanked already` };
  if (proposal && eventName(cause) === LOOK) {
    const { state, url = '' } = proposal.standing ?? {};
    return state === 'closed'
      ? refusedPlan(facts, proposalClosed(fullName(registry), url))
      : { actions: [], outcome: name };
  }
  if (proposal) {
    const next = mergesNow(cause, proposal);
    return { actions: proposing(proposal), outcome: `proposed to yank ${name}`, next };
  }
  const message = withdrawalMessage(entry.name, version);
  return { actions: committing({ registry, at, message, changes }), outcome: `yanked ${name}` };
}

/** A version that was taken back, perhaps for a reason, must not stay unnoticed. */
function refusedPlan({ repository, registry, policy, candidate }: Facts, refusal: Refusal): Plan {
  const { version, release } = candidate;
  const body = withdrawalIssue({
    tag: release.tag,
    name: candidate.package.name,
    version,
    registry: fullName(registry),
    refusal,
    settings: policy.messages,
  });
  const title = withdrawalIssueTitle(release.tag);
  const marker = withdrawalMarker(release.tag);
  return {
    actions: [{ kind: 'issue', repository, marker, title, body, state: 'open' }],
    outcome: `not yanked: ${candidate.package.name} ${version}`,
    refusals: [refusal],
  };
}

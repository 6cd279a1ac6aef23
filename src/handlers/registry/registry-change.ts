import type { Policy } from '../../config/policy.ts';
import type { Action, FileChange, Proposing } from '../../domain/action.ts';
import type { Delivery } from '../../domain/delivery.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { isRegistration, type ProposalSource } from '../../domain/registry-proposal.ts';
import { fullName, type RepositoryRef } from '../../domain/repository.ts';
import { blobId } from '../../github/blob-id.ts';
import type { BranchReading } from '../../github/read-default-branch.ts';
import { type RegistryPull, type RegistryPullContent, readRegistryPull } from '../../github/read-registry-pull.ts';
import { type ProposalStatus, proposalBody } from '../../messages/registry-proposal.ts';
import type { Ports } from '../ports.ts';
import { type Cause, ownDelivery } from '../shared/follow-up.ts';
import { sameText } from '../shared/same-text.ts';

/** A change of the registry that goes by pull request, as it would be made on the registry's present head. */
export interface RegistryChange {
  readonly source: ProposalSource;
  readonly registry: RepositoryRef;
  readonly at: Pick<BranchReading, 'branch' | 'head'>;
  /** One change, one branch: proposed twice, it is one pull request. */
  readonly branch: string;
  readonly title: string;
  /** The commit's, the title its first line. */
  readonly message: string;
  /** What the pull request says it is for. */
  readonly words: string;
  /** The name that no package of the registry has yet. */
  readonly adds: string | null;
  /** None: the registry says so already, or the rules don't let it in. */
  readonly changes: readonly FileChange[];
  /** Why it is not to be merged now. */
  readonly refusals: readonly Refusal[];
  readonly policy: Policy;
}

/** A change, and the newest pull request for it; `null` where there never was one. */
export interface Proposal {
  readonly change: RegistryChange;
  readonly standing: RegistryPullContent | null;
  /** As of when it is decided. ISO 8601. */
  readonly now: string;
}

/** The commit by which a change enters the registry without a pull request; none where nothing changes. */
export function committing(change: Pick<RegistryChange, 'registry' | 'at' | 'message' | 'changes'>): readonly Action[] {
  const { registry: repository, at, message, changes } = change;
  const { branch, head } = at;
  return changes.length === 0 ? [] : [{ kind: 'commit', repository, branch, head, message, changes }];
}

/** One query. */
export async function proposalFor(
  ports: Ports,
  change: RegistryChange,
  { installation, now }: { installation: number; now: string },
): Promise<Proposal> {
  const standing = await readRegistryPull(ports.github(installation), {
    registry: change.registry,
    branch: change.branch,
    paths: change.changes.map(({ path }) => path),
    appSlug: ports.app.slug,
  });
  return { change, standing, now };
}

/** Opens the pull request, or makes the open one say and hold what it should; nothing where it does. */
export function proposing({ change, standing, now }: Proposal): readonly Action[] {
  const open = standing?.state === 'open' ? standing : null;
  if (!open && change.changes.length === 0) return [];
  const body = bodyOf(change, statusOf(change, open, now));
  if (!open) return [rewriting(change, { body })];
  // What somebody has pushed to the branch stays theirs.
  const stays = change.changes.length === 0 || open.builtOn === null || holdsChange(open, change);
  if (stays && isSaid(open, change, body)) return [];
  return [rewriting(stays ? { ...change, changes: [] } : change, { body, number: open.number })];
}

/** The pull request with this body; with the change's files, where it has any. */
export function rewriting(change: RegistryChange, { body, number }: { body: string; number?: number }): Proposing {
  const { registry: repository, at, branch, title, message, changes } = change;
  const { branch: base, head } = at;
  const own = number === undefined ? {} : { number };
  return { kind: 'pull-request', repository, base, head, branch, title, body, message, changes, ...own };
}

/** Whether the branch changes these files and no others, and to these texts. */
export function holdsChange({ blobs }: RegistryPullContent, { changes }: RegistryChange): boolean {
  const wanted = new Map(changes.map(({ path, content }) => [path, content === null ? null : blobId(content)]));
  return wanted.size === blobs.size && [...blobs].every(([path, id]) => wanted.has(path) && wanted.get(path) === id);
}

/** Whether the pull request has the change's title and this text. */
export function isSaid(pull: RegistryPullContent, { title }: RegistryChange, body: string): boolean {
  return pull.title === title && sameText(pull.body, body);
}

/** The text of a change's pull request. */
export function bodyOf({ source, words, policy }: RegistryChange, status: ProposalStatus): string {
  return proposalBody({ source, words, status, settings: policy.messages });
}

/** How the open pull request goes on, or one that is opened now. @param now ISO 8601 */
export function statusOf(
  { source, refusals, policy }: RegistryChange,
  open: RegistryPull | null,
  now: string,
): ProposalStatus {
  if (refusals.length > 0) return { kind: 'refused', refusals };
  if (policy.registry.merge === 'manual') return { kind: 'manual' };
  const from = mergedFrom(source, policy, open?.createdAt ?? now);
  return open && open.holds.length > 0 ? { kind: 'held', holds: open.holds, from } : { kind: 'automatic', from };
}

const HOUR_MS = 3_600_000;

/** When the waiting time ends, at the full hour, as people are told; `null` where there is none. */
export function mergedFrom({ kind }: Pick<ProposalSource, 'kind'>, { registry }: Policy, since: string): Date | null {
  const wait = isRegistration(kind) ? registry.waiting[kind] : 0;
  return wait === 0 ? null : new Date(Math.ceil((Date.parse(since) + wait) / HOUR_MS) * HOUR_MS);
}

/** Merging a change when its time has come, in the registry's own turn: of two that are ready, the second is judged with the first one in. */
export function mergeDelivery(
  cause: Cause,
  input: { registry: RepositoryRef; source: ProposalSource; at: string; occasion: string },
): Delivery {
  const { registry, source, at, occasion } = input;
  const id = `merge:${fullName(registry)}:${source.kind}:${fullName(source.repository)}:${source.about}:${occasion}`;
  return ownDelivery(cause, { id, action: 'merge', repository: registry, payload: { source, at } });
}

/** The merging that follows at once where nothing has to be waited for. */
export function mergesNow(cause: Cause, { change, standing, now }: Proposal): readonly Delivery[] {
  const { source, registry, at, changes } = change;
  const open = standing?.state === 'open' ? standing : null;
  const status = statusOf(change, open, now);
  const isDue = status.kind === 'automatic' && (status.from === null || status.from.getTime() <= Date.parse(now));
  if (changes.length === 0 || !isDue) return [];
  return [mergeDelivery(cause, { registry, source, at: now, occasion: `${open?.number ?? 'new'}:${at.head}` })];
}

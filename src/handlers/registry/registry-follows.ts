import { z } from 'zod';
import { FALLBACK_PATHS, MANIFEST_PATHS, readProject } from '../../config/project.ts';
import type { FileChange, Plan } from '../../domain/action.ts';
import type { Delivery } from '../../domain/delivery.ts';
import type { PackageEntry } from '../../domain/package-entry.ts';
import type { Deprecation } from '../../domain/project.ts';
import { fullName, parseFullName, type RepositoryRef } from '../../domain/repository.ts';
import type { Client } from '../../github/client.ts';
import { type BranchReading, readDefaultBranch, textsOf } from '../../github/read-default-branch.ts';
import { readPage } from '../../github/read-page.ts';
import { archivedText, deprecatedText, movedText } from '../../messages/registry-proposal.ts';
import { archivedMessage, deprecatedMessage, movedMessage } from '../../messages/release.ts';
import { deprecationOf } from '../../registry/deprecation.ts';
import { catalogPath, formatEntry, parseEntry } from '../../registry/formats/catalog/entry.ts';
import { followEntry, formatsNamed, pathsToFollow } from '../../registry/from-registry.ts';
import { packagesOf } from '../../registry/packages.ts';
import { slugOf } from '../../registry/proposal.ts';
import { versionFilePaths } from '../../registry/version-files/index.ts';
import { defineFeature } from '../feature.ts';
import type { Ports } from '../ports.ts';
import { isWritten } from '../shared/judge.ts';
import { readPayload } from '../shared/payload.ts';
import { loadPolicy } from '../shared/policy.ts';
import { isPushOf } from '../shared/pushed.ts';
import { mergesNow, type Proposal, proposalFor, proposing, type RegistryChange } from './registry-change.ts';
import type { Turn } from './registry-group.ts';
import { registryOf } from './registry-of.ts';
import { type Asking, type RegistryReading, readRegistry } from './registry-reading.ts';

interface Facts {
  readonly cause: Delivery;
  readonly registry: RepositoryRef;
  /** `null` before it is its turn. */
  readonly at: BranchReading | null;
  /** What changes in the entries that stand under the repository's old name. */
  readonly changes: readonly FileChange[];
  readonly before: string;
  readonly message: string;
  /** Where the policy has changes proposed. */
  readonly proposal: Proposal | null;
  /** Set where the registry is yet to be looked at. */
  readonly turn: Turn<Facts | null> | null;
}

const account = z.object({ login: z.string() });
const payload = z.object({
  changes: z
    .object({
      repository: z.object({ name: z.object({ from: z.string() }) }).optional(),
      owner: z.object({ from: z.object({ user: account.nullish(), organization: account.nullish() }) }).optional(),
    })
    .optional(),
  repository: z.object({ html_url: z.string(), archived: z.boolean() }),
});
const look = z.object({ before: z.string() });

/** The topic that an entry has for as long as its repository is archived: its packages can be had, and nobody mends them. */
const ARCHIVED = 'archived';

/**
 * A repository that is renamed or transferred keeps its packages: else its next release would be refused, their names being another repository's.
 * One that is archived is marked as such, and so are packages that its manifest calls deprecated.
 */
export const registryFollows = defineFeature<Facts>({
  name: 'registry-follows',
  on: ['repository.renamed', 'repository.transferred', 'repository.archived', 'repository.unarchived', 'push'],
  gather: gatherFollowing,
  decide,
  turn: (facts) => facts.turn,
});

/** What follows in the registry, and the pull request for it where the policy wants one. */
export async function gatherFollowing(delivery: Delivery, ports: Ports): Promise<Facts | null> {
  const { repository, installation } = delivery;
  if (!repository || installation === null) return null;
  if (delivery.event === 'push' && !isPushOf(delivery, isManifest)) return null;
  const { policy } = await loadPolicy(ports, repository.owner, installation);
  if (!policy || !isWritten(policy.mode)) return null;
  const client = ports.github(installation);
  const move = await moveOf(delivery, repository, client);
  if (!move) return null;
  const { old, url, archived } = move;
  const own = await readDefaultBranch(client, repository, [
    ...MANIFEST_PATHS,
    ...FALLBACK_PATHS,
    ...versionFilePaths('.'),
  ]);
  const texts = own ? textsOf(own) : new Map<string, string>();
  // By its old name, since a package that nobody named bears it.
  const { project, problems } = readProject(texts, old);
  const packages = packagesOf(project, old.name, texts);
  const registry = registryOf(policy, repository.owner);
  const before = fullName(old);
  const now = fullName(repository);
  const unread = { cause: delivery, registry, before, message: movedMessage(before, now) };
  const formats = formatsNamed(policy.registry.formats);
  const asks: Asking = (seen) => packages.flatMap(({ name }) => pathsToFollow(name, formats, seen));
  const look = (at: RegistryReading | null): Facts | null => {
    if (!at) return null;
    const theirs = packages.flatMap((own) => {
      const entry = parseEntry(at.files.get(catalogPath(own.name)) ?? '');
      return entry?.repository.toLowerCase() === before.toLowerCase() ? [{ own, entry }] : [];
    });
    const changes = theirs.flatMap(({ own, entry }) => {
      // A broken manifest says nothing; that is no word against what it said before.
      const deprecated = problems.length > 0 ? entry.deprecated : deprecationOf(project, own, entry.topics);
      const then = followed(entry, { now, url, archived, deprecated });
      const isSame = formatEntry(then) === formatEntry(entry);
      return isSame ? [] : followEntry(then, entry, { formats, files: at.files });
    });
    const isMarked = theirs.some(({ entry }) => entry.topics.includes(ARCHIVED) !== archived);
    const message = isMarked ? archivedMessage(now, archived) : deprecatedMessage(now);
    return { ...unread, at, changes, ...(before === now ? { message } : {}), proposal: null, turn: null };
  };
  if (policy.registry.mode === 'commit') {
    const turn = { installation, client, registry, asks, decide: look };
    return { ...unread, at: null, changes: [], proposal: null, turn };
  }
  const at = await readRegistry(client, registry, { memory: ports.memory, asking: [asks] });
  const facts = look(at);
  if (!at || !facts) return null;
  const { changes, message } = facts;
  const change: RegistryChange = {
    source: { kind: 'follow', repository, about: before },
    registry,
    at,
    branch: `innkeeper/follow/${slugOf(now)}`,
    title: message,
    message,
    words: wordsFor(message, { before, now, archived }),
    adds: null,
    changes,
    refusals: [],
    policy,
  };
  return { ...facts, proposal: await proposalFor(ports, change, { installation, now: ports.now().toISOString() }) };
}

/** What the event tells of the repository, or GitHub where it is looked at once more; `null` where that is gone. */
async function moveOf(
  delivery: Delivery,
  repository: RepositoryRef,
  client: Client,
): Promise<{ old: RepositoryRef; url: string; archived: boolean } | null> {
  const told = readPayload(delivery, payload);
  if (told) {
    const { html_url: url, archived } = told.repository;
    return { old: formerly(repository, told.changes), url, archived };
  }
  const old = parseFullName(readPayload(delivery, look)?.before ?? '');
  return old && { old, ...(await readPage(client, repository)) };
}

function isManifest(path: string): boolean {
  return MANIFEST_PATHS.some((each) => each === path);
}

/** The name that a repository had before the event; `null` where the event tells of none. */
export function formerName(delivery: Delivery): RepositoryRef | null {
  const told = readPayload(delivery, payload);
  return delivery.repository && told && formerly(delivery.repository, told.changes);
}

function formerly(now: RepositoryRef, changes: z.infer<typeof payload>['changes']): RepositoryRef {
  const from = changes?.owner?.from;
  return {
    owner: (from?.organization ?? from?.user)?.login ?? now.owner,
    name: changes?.repository?.name.from ?? now.name,
  };
}

function wordsFor(message: string, { before, now, archived }: { before: string; now: string; archived: boolean }) {
  if (before !== now) return movedText(before, now);
  return message === deprecatedMessage(now) ? deprecatedText(now) : archivedText(now, archived);
}

function followed(
  { deprecated: _, ...entry }: PackageEntry,
  given: { now: string; url: string; archived: boolean; deprecated: Deprecation | null | undefined },
): PackageEntry {
  const { now, url, archived, deprecated } = given;
  const others = entry.topics.filter((topic) => topic !== ARCHIVED);
  const topics = archived ? [...others, ARCHIVED] : others;
  return { ...entry, repository: now, url, topics, ...(deprecated ? { deprecated } : {}) };
}

function decide({ cause, registry, at, changes, before, message, proposal }: Facts): Plan {
  if (!at || changes.length === 0) return { actions: [], outcome: `the registry has nothing of ${before} to change` };
  const outcome = `${changes.length} entries follow: ${message}`;
  if (proposal) return { actions: proposing(proposal), outcome, next: mergesNow(cause, proposal) };
  const { branch, head } = at;
  return { actions: [{ kind: 'commit', repository: registry, branch, head, message, changes }], outcome };
}

import { MANIFEST_PATHS } from '../../config/project.ts';
import { registryOf } from '../../config/registries.ts';
import type { FileChange, Plan } from '../../domain/action.ts';
import type { Delivery } from '../../domain/delivery.ts';
import type { PackageEntry } from '../../domain/package-entry.ts';
import type { Deprecation } from '../../domain/project.ts';
import { fullName, type RepositoryRef } from '../../domain/repository.ts';
import type { BranchReading } from '../../github/read-default-branch.ts';
import { archivedText, deprecatedText, movedText } from '../../messages/registry-proposal.ts';
import { archivedMessage, deprecatedMessage, movedMessage } from '../../messages/release.ts';
import { ARCHIVED_TOPIC, deprecationOf } from '../../registry/deprecation.ts';
import { catalogPath, formatEntry, parseEntry } from '../../registry/formats/catalog/entry.ts';
import type { Format } from '../../registry/formats/format.ts';
import { followEntry, formatsNamed, pathsToFollow } from '../../registry/from-registry.ts';
import { slugOf } from '../../registry/proposal.ts';
import { defineFeature } from '../feature.ts';
import type { Ports } from '../ports.ts';
import { isWritten } from '../shared/judge.ts';
import { loadPolicy } from '../shared/policy.ts';
import { isPushOf } from '../shared/pushed.ts';
import { followedRepository } from './followed-repository.ts';
import { type OwnPackages, readOwnPackages } from './own-packages.ts';
import { policyInRegistry } from './policy-in-registry.ts';
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

interface Facts {
  readonly cause: Delivery;
  readonly registry: RepositoryRef;
  readonly followed: Followed;
  /** `null` before it is its turn. */
  readonly following: Following | null;
  /** Where the policy has changes proposed. */
  readonly proposal: Proposal | null;
  /** Set where the registry is yet to be looked at. */
  readonly turn: Turn<Facts | null> | null;
}

/** A repository as its packages' entries are to have it. */
interface Followed {
  /** `owner/name` under which its entries stand, and what it is now. */
  readonly before: string;
  readonly now: string;
  /** The address of its page. */
  readonly url: string;
  readonly archived: boolean;
  readonly own: OwnPackages;
}

/** What changes in a repository's entries on the registry's head, and what has become of it. */
interface Following {
  readonly at: BranchReading;
  readonly news: 'moved' | 'archived' | 'deprecated';
  readonly changes: readonly FileChange[];
}

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
  const { policy: loaded } = await loadPolicy(ports, repository.owner, installation);
  if (!loaded || !isWritten(loaded.mode)) return null;
  const client = ports.github(installation);
  const found = await followedRepository(delivery, repository, client);
  if (!found) return null;
  const { old, url, archived } = found;
  // By its old name, since a package that nobody named bears it.
  const own = await readOwnPackages(client, repository, old);
  const followed: Followed = { before: fullName(old), now: fullName(repository), url, archived, own };
  const policy = await policyInRegistry(ports, loaded, { repository: old, project: own.project });
  const registry = registryOf(policy, repository.owner);
  const formats = formatsNamed(policy.registry.formats);
  const asks: Asking = (seen) => own.packages.flatMap(({ name }) => pathsToFollow(name, formats, seen));
  const unread: Facts = { cause: delivery, registry, followed, following: null, proposal: null, turn: null };
  const look = (at: RegistryReading | null) => at && { ...unread, following: follow(followed, formats, at) };
  if (policy.registry.mode === 'commit') {
    return { ...unread, turn: { installation, client, registry, asks, decide: look } };
  }
  const facts = look(await readRegistry(client, registry, { memory: ports.memory, asking: [asks] }));
  if (!facts) return null;
  const now = ports.now().toISOString();
  const change = changeOf(followed, facts.following, { repository, registry, policy });
  return { ...facts, proposal: await proposalFor(ports, change, { installation, now }) };
}

function isManifest(path: string): boolean {
  return MANIFEST_PATHS.some((each) => each === path);
}

/** What changes in the entries that stand under the repository's old name. */
function follow(followed: Followed, formats: readonly Format[], at: RegistryReading): Following {
  const { before, now, archived } = followed;
  const { project, problems, packages } = followed.own;
  const theirs = packages.flatMap((own) => {
    const entry = parseEntry(at.files.get(catalogPath(own.name)) ?? '');
    return entry?.repository.toLowerCase() === before.toLowerCase() ? [{ own, entry }] : [];
  });
  const changes = theirs.flatMap(({ own, entry }) => {
    // A broken manifest says nothing; that is no word against what it said before.
    const deprecated = problems.length > 0 ? entry.deprecated : deprecationOf(project, own, entry.topics);
    const then = entryThen(entry, followed, deprecated);
    const isSame = formatEntry(then) === formatEntry(entry);
    return isSame ? [] : followEntry(then, entry, { formats, files: at.files });
  });
  const isMarked = theirs.some(({ entry }) => entry.topics.includes(ARCHIVED_TOPIC) !== archived);
  return { at, news: before !== now ? 'moved' : isMarked ? 'archived' : 'deprecated', changes };
}

function entryThen(
  { deprecated: _, ...entry }: PackageEntry,
  { now, url, archived }: Followed,
  deprecated: Deprecation | null | undefined,
): PackageEntry {
  const others = entry.topics.filter((topic) => topic !== ARCHIVED_TOPIC);
  const topics = archived ? [...others, ARCHIVED_TOPIC] : others;
  return { ...entry, repository: now, url, topics, ...(deprecated ? { deprecated } : {}) };
}

function changeOf(
  followed: Followed,
  { at, news, changes }: Following,
  given: Pick<RegistryChange, 'registry' | 'policy'> & { readonly repository: RepositoryRef },
): RegistryChange {
  const { repository, registry, policy } = given;
  const { before, now } = followed;
  const { message, words } = telling(followed, news);
  return {
    source: { kind: 'follow', repository, about: before },
    registry,
    at,
    branch: `innkeeper/follow/${slugOf(now)}`,
    title: message,
    message,
    words,
    adds: null,
    changes,
    refusals: [],
    policy,
  };
}

/** The commit's message, and what the pull request says. */
function telling({ before, now, archived }: Followed, news: Following['news']): { message: string; words: string } {
  switch (news) {
    case 'moved':
      return { message: movedMessage(before, now), words: movedText(before, now) };
    case 'archived':
      return { message: archivedMessage(now, archived), words: archivedText(now, archived) };
    case 'deprecated':
      return { message: deprecatedMessage(now), words: deprecatedText(now) };
  }
}

function decide({ cause, registry, followed, following, proposal }: Facts): Plan {
  if (!following || following.changes.length === 0) {
    return { actions: [], outcome: `the registry has nothing of ${followed.before} to change` };
  }
  const { at, news, changes } = following;
  const { message } = telling(followed, news);
  const outcome = `${changes.length} entries follow: ${message}`;
  if (proposal) return { actions: proposing(proposal), outcome, next: mergesNow(cause, proposal) };
  return { actions: committing({ registry, at, message, changes }), outcome };
}

import { z } from 'zod';
import { FALLBACK_PATHS, MANIFEST_PATHS, readProject } from '../config/project.ts';
import type { Plan } from '../domain/action.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { PackageEntry } from '../domain/package-entry.ts';
import { fullName, type RepositoryRef } from '../domain/repository.ts';
import { type BranchReading, readDefaultBranch, textsOf } from '../github/read-default-branch.ts';
import { archivedMessage, movedMessage } from '../messages/release.ts';
import { catalogPath, formatEntry, parseEntry } from '../registry/formats/catalog/entry.ts';
import { packagesOf } from '../registry/packages.ts';
import { versionFilePaths } from '../registry/version-files/index.ts';
import { defineFeature } from './feature.ts';
import type { Ports } from './ports.ts';
import { isWritten } from './shared/judge.ts';
import { readPayload } from './shared/payload.ts';
import { loadPolicy } from './shared/policy.ts';
import { registryOf } from './shared/registry-of.ts';

interface Facts {
  readonly registry: RepositoryRef;
  readonly at: BranchReading;
  /** As they stand in the registry, under the repository's old name. */
  readonly entries: readonly PackageEntry[];
  readonly before: string;
  readonly now: string;
  readonly url: string;
  readonly archived: boolean;
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

/** The topic that an entry has for as long as its repository is archived: its packages can be had, and nobody mends them. */
const ARCHIVED = 'archived';

/**
 * A repository that is renamed or transferred keeps its packages: else its next release would be refused, their names being another repository's.
 * One that is archived is marked as such. The catalogue follows at once, the other formats with the next version.
 */
export const registryFollows = defineFeature<Facts>({
  name: 'registry-follows',
  on: ['repository.renamed', 'repository.transferred', 'repository.archived', 'repository.unarchived'],
  gather,
  decide,
});

async function gather(delivery: Delivery, ports: Ports): Promise<Facts | null> {
  const { repository, installation } = delivery;
  const found = readPayload(delivery, payload);
  if (!repository || installation === null || !found) return null;
  const { policy } = await loadPolicy(ports, repository.owner, installation);
  if (!policy || !isWritten(policy.mode) || policy.registry.mode !== 'commit') return null;
  const client = ports.github(installation);
  const old = formerly(repository, found.changes);
  const own = await readDefaultBranch(client, repository, [
    ...MANIFEST_PATHS,
    ...FALLBACK_PATHS,
    ...versionFilePaths('.'),
  ]);
  const texts = own ? textsOf(own) : new Map<string, string>();
  // By its old name, since a package that nobody named bears it.
  const packages = packagesOf(readProject(texts, old).project, old.name, texts);
  const registry = registryOf(policy, repository.owner);
  const paths = packages.map(({ name }) => catalogPath(name));
  const at = await readDefaultBranch(client, registry, paths);
  if (!at) return null;
  const entries = paths.flatMap((path) => parseEntry(at.files.get(path) ?? '') ?? []);
  const before = fullName(old);
  const theirs = entries.filter((entry) => entry.repository.toLowerCase() === before.toLowerCase());
  const { html_url: url, archived } = found.repository;
  return { registry, at, entries: theirs, before, now: fullName(repository), url, archived };
}

function formerly(now: RepositoryRef, changes: z.infer<typeof payload>['changes']): RepositoryRef {
  const from = changes?.owner?.from;
  return {
    owner: (from?.organization ?? from?.user)?.login ?? now.owner,
    name: changes?.repository?.name.from ?? now.name,
  };
}

function decide({ registry, at: { branch, head }, entries, before, now, url, archived }: Facts): Plan {
  const changes = entries.flatMap((entry) => {
    const others = entry.topics.filter((topic) => topic !== ARCHIVED);
    const topics = archived ? [...others, ARCHIVED] : others;
    const content = formatEntry({ ...entry, repository: now, url, topics });
    return content === formatEntry(entry) ? [] : [{ path: catalogPath(entry.name), content }];
  });
  if (changes.length === 0) return { actions: [], outcome: `the registry has nothing of ${before} to change` };
  const message = before === now ? archivedMessage(now, archived) : movedMessage(before, now);
  return {
    actions: [{ kind: 'commit', repository: registry, branch, head, message, changes }],
    outcome: `${changes.length} entries follow: ${message}`,
  };
}

import { z } from 'zod';
import { FALLBACK_PATHS, MANIFEST_PATHS, readProject } from '../config/project.ts';
import type { Plan } from '../domain/action.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { PackageEntry } from '../domain/package-entry.ts';
import { fullName, type RepositoryRef } from '../domain/repository.ts';
import { type BranchReading, readDefaultBranch } from '../github/read-default-branch.ts';
import { movedMessage } from '../messages/release.ts';
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
}

const payload = z.object({
  changes: z.object({ repository: z.object({ name: z.object({ from: z.string() }) }) }),
  repository: z.object({ html_url: z.string() }),
});

/**
 * A renamed repository keeps its packages: else its next release would be refused, their names being another repository's. The catalogue follows
 * at once, the other formats with the next version.
 */
export const registryFollows = defineFeature<Facts>({
  name: 'registry-follows',
  on: ['repository.renamed'],
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
  const old = { owner: repository.owner, name: found.changes.repository.name.from };
  const asked = [...MANIFEST_PATHS, ...FALLBACK_PATHS, ...versionFilePaths('.')];
  const own = await readDefaultBranch(client, repository, asked);
  const files = [...(own?.files ?? [])];
  const texts = new Map(files.flatMap(([path, text]) => (text === null ? [] : [[path, text] as const])));
  // By its old name, since a package that nobody named bears it.
  const packages = packagesOf(readProject(texts, old).project, old.name, texts);
  const registry = registryOf(policy, repository.owner);
  const paths = packages.map(({ name }) => catalogPath(name));
  const at = await readDefaultBranch(client, registry, paths);
  if (!at) return null;
  const entries = paths.flatMap((path) => parseEntry(at.files.get(path) ?? '') ?? []);
  const before = fullName(old);
  const theirs = entries.filter((entry) => entry.repository.toLowerCase() === before.toLowerCase());
  return { registry, at, entries: theirs, before, now: fullName(repository), url: found.repository.html_url };
}

function decide({ registry, at: { branch, head }, entries, before, now, url }: Facts): Plan {
  if (entries.length === 0) return { actions: [], outcome: `no package of ${before} is registered` };
  const changes = entries.map((entry) => ({
    path: catalogPath(entry.name),
    content: formatEntry({ ...entry, repository: now, url }),
  }));
  const message = movedMessage(before, now);
  return {
    actions: [{ kind: 'commit', repository: registry, branch, head, message, changes }],
    outcome: `${entries.length} packages of ${before} are now those of ${now}`,
  };
}

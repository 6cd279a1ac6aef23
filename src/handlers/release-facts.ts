import { z } from 'zod';
import { effectivePolicy, matchesAny } from '../config/effective.ts';
import { readProject } from '../config/project.ts';
import { CHECK_NAMES } from '../domain/action.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { ProjectPackage } from '../domain/project.ts';
import { fullName, type RepositoryRef } from '../domain/repository.ts';
import type { ProjectSnapshot } from '../domain/snapshot.ts';
import type { Client } from '../github/client.ts';
import type { BranchReading } from '../github/read-default-branch.ts';
import { type Proposal, readProposal } from '../github/read-proposal.ts';
import { type ReleaseReading, readFolders, readRelease } from '../github/read-release.ts';
import { readReleasedTag } from '../github/read-released-tag.ts';
import { releaseMarker } from '../messages/markers.ts';
import { type Decision, decide } from '../registry/decide.ts';
import type { Subject } from '../registry/formats/format.ts';
import { formatsNamed, fromRegistry, namesOf } from '../registry/from-registry.ts';
import { packagesOf, projectOf } from '../registry/packages.ts';
import { readTag, type TagReading } from '../registry/tag.ts';
import { readVersionFile, versionFilePaths } from '../registry/version-files/index.ts';
import type { Ports } from './ports.ts';
import { isWritten } from './shared/judge.ts';
import { repositoriesThatNeed } from './shared/needs.ts';
import { readPayload } from './shared/payload.ts';
import { type ActivePolicy, loadPolicy } from './shared/policy.ts';
import { knownNames } from './shared/registered-names.ts';
import { readForFormats } from './shared/registry-files.ts';
import { registryOf } from './shared/registry-of.ts';
import { type Rerequest, rerequestOf } from './shared/rerequest.ts';

type InForce = NonNullable<ActivePolicy['policy']>;

export interface ReleaseFacts {
  readonly cause: Pick<Delivery, 'id' | 'installation' | 'receivedAt'>;
  readonly reading: ReleaseReading;
  readonly policy: InForce;
  readonly registry: RepositoryRef;
  /** `null` where there is no registry, or no version to be looked up in it. */
  readonly registryReading: BranchReading | null;
  readonly tag: TagReading;
  /** `null` where the tag names no version. */
  readonly decision: Decision | null;
  readonly snapshot: ProjectSnapshot | null;
  /** Somebody asks for the check again, and has it written be it the same. */
  readonly rerequested: boolean;
  /** Repositories that ask to be told of a new version, and need the package. */
  readonly dependents: readonly RepositoryRef[];
  /** Where the policy has versions proposed: the branch, and the pull request that is open from it. */
  readonly proposal: { readonly branch: string; readonly open: Proposal | null } | null;
}

const asset = z.object({ name: z.string(), digest: z.string().nullish() });
const published = z.object({ release: z.object({ tag_name: z.string(), assets: z.array(asset).optional() }) });

/** Reads the release and what stands at its tag, then what the registry says of it: two queries, and one more for a package in a folder. */
export async function gatherRelease(delivery: Delivery, ports: Ports): Promise<ReleaseFacts | null> {
  const { repository, installation } = delivery;
  if (!repository || installation === null) return null;
  const { policy } = await loadPolicy(ports, repository.owner, installation);
  if (!policy || !isWritten(policy.mode)) return null;
  const client = ports.github(installation);
  const asked = await askedOf(delivery, repository, client);
  if (!asked) return null;
  const { tagName, rerequest } = asked;
  const reading = await readRelease(client, {
    repository,
    tag: tagName,
    appId: ports.app.id,
    check: CHECK_NAMES.registry,
    markerOf: releaseMarker,
    versionFiles: versionFilePaths('.'),
    digests: digestsOf(asked.assets),
  });
  if (!reading || reading.release.draft || isBystander(rerequest, reading)) return null;
  const { project, manifest, problems } = readProject(reading.texts, reading.repository);
  const today = ports.now().toISOString().slice(0, 10);
  const policyFor = (own: ProjectPackage | null) =>
    effectivePolicy({
      policy,
      manifest,
      project: own ? projectOf(project, own) : project,
      repository: reading.repository,
      today,
    });
  if (!policyFor(null).governed) return null;
  const registry = registryOf(policy, repository.owner);
  const snapshot = await ports.memory.get<ProjectSnapshot>('project', fullName(repository));
  const packages = packagesOf(project, repository.name, reading.texts);
  const tag = readTag({ tag: tagName, packages, repository: repository.name, patterns: policy.registry.tags });
  const rerequested = rerequest !== null;
  const base = { cause: delivery, reading, policy, registry, tag, snapshot, rerequested };
  const nothing = { ...base, registryReading: null, decision: null, dependents: [], proposal: null };
  if (tag.kind !== 'version' || (tag.prerelease && !policy.registry.prereleases)) return nothing;
  const own = tag.package;
  const { texts, trees, files } = await folderOf(client, repository, reading, own);
  const subject = { package: own, versionFile: readVersionFile(own.path, own.ecosystem, texts) };
  const { registryReading, known } = await readRegistry(ports, client, { policy, registry, subject });
  const registered = fromRegistry(subject, { files: registryReading?.files ?? new Map(), known });
  // Nobody asked for an old release that was never registered, because somebody mended a word in it.
  const isKnown = reading.issue !== null || registered.registered?.versions.some((each) => each.tag === tagName);
  if (delivery.action === 'edited' && !isKnown) return null;
  const decision = decide(
    {
      repository: reading.repository,
      project,
      manifestProblems: problems,
      ...subject,
      version: tag.version,
      prerelease: tag.prerelease,
      release: reading.release,
      commit: reading.commit,
      tree: trees.get(own.path) ?? null,
      files,
      license: reading.license,
      onDefaultBranch: reading.onDefaultBranch,
      ...registered,
    },
    policyFor(own),
  );
  if (decision.kind === 'refused') return { ...nothing, registryReading, decision };
  if (policy.registry.mode === 'commit') {
    const dependents = await dependentsToTell(ports, { policy, registry, name: own.name });
    return { ...nothing, registryReading, decision, dependents };
  }
  const branch = branchFor(own.name, tag.version, reading.commit);
  const open = await readProposal(client, { repository: registry, branchPrefix: branch, appSlug: ports.app.slug });
  return { ...nothing, registryReading, decision, proposal: { branch, open } };
}

/** Which release an event is about; `null` where it is about none. */
async function askedOf(
  delivery: Delivery,
  repository: RepositoryRef,
  client: Client,
): Promise<{ tagName: string; assets: readonly z.infer<typeof asset>[]; rerequest: Rerequest | null } | null> {
  const payload = readPayload(delivery, published);
  if (payload) return { tagName: payload.release.tag_name, assets: payload.release.assets ?? [], rerequest: null };
  const rerequest = rerequestOf(delivery, CHECK_NAMES.registry);
  const tagName = rerequest && (await readReleasedTag(client, repository, rerequest.sha));
  return tagName ? { tagName, assets: [], rerequest } : null;
}

/** With all checks of a commit, only one that was written is asked for. */
function isBystander(rerequest: Rerequest | null, { check }: ReleaseReading): boolean {
  return rerequest !== null && !rerequest.byName && check === null;
}

/** More would use up what GitHub grants within minutes: those beyond are left out. */
const TOLD_AT_MOST = 50;

/** Costs nothing where the policy tells nobody. */
async function dependentsToTell(
  ports: Ports,
  { policy, registry, name }: { policy: InForce; registry: RepositoryRef; name: string },
): Promise<readonly RepositoryRef[]> {
  const { notify } = policy.registry;
  if (notify.length === 0) return [];
  const all = await repositoriesThatNeed(ports.memory, registry, name);
  return all.filter((each) => matchesAny(each.name, notify)).slice(0, TOLD_AT_MOST);
}

/** One branch for one version at one commit: asked for twice, it is proposed once. */
function branchFor(name: string, version: string, commit: string): string {
  return `innkeeper/register/${name.replace(/[^\w-]+/g, '-').replace(/^-/, '')}/${version}/${commit.slice(0, 8)}`;
}

/** The names are asked for where they aren't remembered. See docs/decisions/0002-registered-names.md */
async function readRegistry(
  ports: Ports,
  client: Client,
  { policy, registry, subject }: { policy: InForce; registry: RepositoryRef; subject: Subject },
): Promise<{ registryReading: BranchReading | null; known: readonly string[] | null }> {
  const remembered = await knownNames(ports.memory, registry);
  const registryReading = await readForFormats(client, {
    registry,
    formats: formatsNamed(policy.registry.formats),
    subject,
    listed: remembered ? undefined : 'packages',
  });
  const listing = registryReading?.listing;
  return { registryReading, known: remembered ?? (listing ? namesOf(listing) : null) };
}

/** The root's version files came with the release, and one in a folder may refer to them. */
async function folderOf(
  client: Client,
  repository: RepositoryRef,
  reading: ReleaseReading,
  { path }: ProjectPackage,
): Promise<Pick<ReleaseReading, 'texts' | 'trees' | 'files'>> {
  if (path === '.') return reading;
  const { texts, trees, files } = await readFolders(client, {
    repository,
    commit: reading.commit,
    folders: [path],
    versionFiles: versionFilePaths(path),
  });
  return { texts: new Map([...reading.texts, ...texts]), trees, files };
}

function digestsOf(assets: readonly z.infer<typeof asset>[]): ReadonlyMap<string, string> {
  return new Map(
    assets.flatMap(({ name, digest }): [string, string][] => {
      const hex = /^sha256:([0-9a-f]{64})$/.exec(digest ?? '')?.[1];
      return hex ? [[name, hex]] : [];
    }),
  );
}

import { effectivePolicy, matchesAny } from '../../config/effective.ts';
import type { Policy } from '../../config/policy.ts';
import { readProject } from '../../config/project.ts';
import { policyForProject, registryOf, registryProblems } from '../../config/registries.ts';
import type { Delivery } from '../../domain/delivery.ts';
import type { EffectivePolicy } from '../../domain/effective-policy.ts';
import type { PackageEntry } from '../../domain/package-entry.ts';
import type { Problem } from '../../domain/problem.ts';
import type { Project, ProjectPackage } from '../../domain/project.ts';
import { fullName, type RepositoryRef } from '../../domain/repository.ts';
import type { ProjectSnapshot } from '../../domain/snapshot.ts';
import type { Client } from '../../github/client.ts';
import type { BranchReading } from '../../github/read-default-branch.ts';
import { type ReleaseReading, readFolders } from '../../github/read-release.ts';
import { type Decision, decide } from '../../registry/decide.ts';
import { writeFormats } from '../../registry/formats/write.ts';
import { formatsNamed, fromRegistry, pathsToRead } from '../../registry/from-registry.ts';
import { packagesOf, projectOf } from '../../registry/packages.ts';
import { readTag, type TagReading } from '../../registry/tag.ts';
import { readVersionFile, versionFilePaths } from '../../registry/version-files/index.ts';
import type { Ports } from '../ports.ts';
import { isWritten } from '../shared/judge.ts';
import { loadPolicy } from '../shared/policy.ts';
import { repositoriesThatNeed } from './needs.ts';
import { type Proposal, proposalFor } from './registry-change.ts';
import type { Turn } from './registry-group.ts';
import { withNews } from './registry-look.ts';
import { type Asking, type RegistryReading, readRegistry } from './registry-reading.ts';
import { releaseActivity } from './release-activity.ts';
import { askedOf, isBystander, readAsked } from './release-asked.ts';
import { registrationChange } from './release-proposal.ts';

export interface ReleaseFacts {
  readonly cause: Delivery;
  readonly reading: ReleaseReading;
  readonly policy: Policy;
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
  /** What the formats make of an accepted version. */
  readonly written: ReturnType<typeof writeFormats> | null;
  /** Where the policy has versions proposed. */
  readonly proposal: Proposal | null;
  /** Set where the version is yet to be looked up in the registry, and decided there. */
  readonly turn: Turn<ReleaseFacts | null> | null;
}

/** Reads the release and what stands at its tag, then what the registry says of it: two queries, and one more for a package in a folder. */
export async function gatherRelease(delivery: Delivery, ports: Ports): Promise<ReleaseFacts | null> {
  const { repository, installation } = delivery;
  if (!repository || installation === null) return null;
  const { policy: loaded } = await loadPolicy(ports, repository.owner, installation);
  if (!loaded || !isWritten(loaded.mode)) return null;
  const client = ports.github(installation);
  const asked = await askedOf(delivery, repository, client);
  const reading = asked && (await readAsked(ports, client, repository, asked));
  if (!asked || !reading || reading.release.draft || isBystander(asked.rerequest, reading)) return null;
  const { project, manifest, problems } = readProject(reading.texts, reading.repository);
  const policy = policyForProject(loaded, repository.owner, { project, repository: reading.repository });
  const astray = registryProblems(loaded, repository.owner, { project, texts: reading.texts });
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
  const snapshot = await ports.memory.get<ProjectSnapshot>('project', fullName(repository));
  const packages = packagesOf(project, repository.name, reading.texts);
  const { tags: patterns, prereleases } = policy.registry;
  const tag = readTag({ tag: asked.tagName, packages, repository: repository.name, patterns });
  const facts = {
    cause: delivery,
    reading,
    policy,
    registry: registryOf(policy, repository.owner),
    tag,
    snapshot,
    rerequested: asked.rerequest !== null,
    registryReading: null,
    decision: null,
    written: null,
    dependents: [],
    proposal: null,
    turn: null,
  };
  if (tag.kind !== 'version' || (tag.prerelease && !prereleases)) return facts;
  const described = { project, manifestProblems: [...problems, ...astray], effective: policyFor(tag.package) };
  return judgeVersion(ports, client, { ...facts, ...described, tag, installation });
}

/** The facts of a release whose tag names a version, before the registry is asked. */
interface VersionFacts extends ReleaseFacts {
  readonly tag: Extract<TagReading, { kind: 'version' }>;
  readonly installation: number;
  readonly project: Project;
  readonly manifestProblems: readonly Problem[];
  readonly effective: EffectivePolicy;
}

/** Looks the version up in the registry, and decides. */
async function judgeVersion(ports: Ports, client: Client, given: VersionFacts): Promise<ReleaseFacts | null> {
  const { installation, effective, ...facts } = given;
  const { reading, policy, registry, tag, cause } = facts;
  const own = tag.package;
  const folder = await folderOf(client, reading.repository, reading, own);
  const subject = { package: own, versionFile: readVersionFile(own.path, own.ecosystem, folder.texts) };
  const described = { ...describedVersion(given, folder), ...subject };
  const formats = formatsNamed(policy.registry.formats);
  const asks: Asking = (seen) => pathsToRead(subject, formats, seen);
  const now = ports.now();
  const dependents = await dependentsToTell(ports, { policy, registry, name: own.name });
  const judge = (at: RegistryReading | null) => {
    const registered = fromRegistry(subject, { files: at?.files ?? new Map(), known: at?.known ?? null });
    const candidate = { ...described, ...registered };
    const activity = releaseActivity(reading, {
      ...candidate,
      mode: policy.registry.mode,
      snapshot: facts.snapshot,
      now,
    });
    const decision = decide({ ...candidate, activity }, effective);
    const written = at && decision.kind === 'accepted' ? writeFormats(formats, decision.registration, at.files) : null;
    const judged = { ...facts, registryReading: at, decision, written, dependents };
    return { candidate, judged, unasked: isUnasked(facts, registered.registered) };
  };
  if (policy.registry.mode === 'commit') {
    const complete = (at: RegistryReading | null) => {
      const { judged, unasked } = judge(at);
      return unasked ? null : judged;
    };
    return { ...facts, turn: { installation, client, registry, asks, decide: complete } };
  }
  const at = await readRegistry(client, registry, { memory: ports.memory, asking: [asks] });
  const { candidate, judged, unasked } = judge(at);
  if (!at) return judged;
  const change = registrationChange({ ...judged, at, candidate });
  const asked = { installation, now: now.toISOString() };
  const proposal = withNews(await proposalFor(ports, change, asked), cause);
  return unasked && proposal.standing?.state !== 'open' ? null : { ...judged, proposal };
}

/** What is known of the version without the registry. */
function describedVersion(
  { reading, tag, project, manifestProblems }: VersionFacts,
  { trees, files }: Pick<ReleaseReading, 'trees' | 'files'>,
) {
  const { repository, release, commit, license, onDefaultBranch } = reading;
  const { version, prerelease } = tag;
  const tree = trees.get(tag.package.path) ?? null;
  return {
    repository,
    project,
    manifestProblems,
    version,
    prerelease,
    release,
    commit,
    tree,
    files,
    license,
    onDefaultBranch,
  };
}

/** Nobody asked for an old release that was never registered, because somebody mended a word in it or moved its tag. */
function isUnasked({ cause, reading }: ReleaseFacts, registered: PackageEntry | null): boolean {
  if (cause.action !== 'edited' && cause.event !== 'push') return false;
  const isKnown = registered?.versions.some((each) => each.tag === reading.release.tag) ?? false;
  return reading.issue === null && !isKnown;
}

/** More would use up what GitHub grants within minutes: those beyond are left out. */
const TOLD_AT_MOST = 50;

/** Costs nothing where the policy tells nobody. */
async function dependentsToTell(
  ports: Ports,
  { policy, registry, name }: { policy: Policy; registry: RepositoryRef; name: string },
): Promise<readonly RepositoryRef[]> {
  const { notify } = policy.registry;
  if (notify.length === 0) return [];
  const all = await repositoriesThatNeed(ports.memory, registry, name);
  return all.filter((each) => matchesAny(each.name, notify)).slice(0, TOLD_AT_MOST);
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

import { z } from 'zod';
import { effectivePolicy } from '../config/effective.ts';
import { readProject } from '../config/project.ts';
import { type Action, CHECK_NAMES, type Plan } from '../domain/action.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { Refusal } from '../domain/refusal.ts';
import { fullName, type RepositoryRef } from '../domain/repository.ts';
import type { ProjectSnapshot } from '../domain/snapshot.ts';
import type { BranchReading } from '../github/read-default-branch.ts';
import { type ReleaseReading, readFolders, readRelease } from '../github/read-release.ts';
import { releaseMarker } from '../messages/markers.ts';
import { commitMessage, registryCheckText, releaseIssue, releaseIssueTitle } from '../messages/release.ts';
import type { Candidate } from '../registry/candidate.ts';
import { type Decision, decide as decideRegistration } from '../registry/decide.ts';
import { FORMATS } from '../registry/formats/index.ts';
import { writeFormats } from '../registry/formats/write.ts';
import { formatsNamed, fromRegistry, namesOf } from '../registry/from-registry.ts';
import { readTag, type TagReading } from '../registry/tag.ts';
import { readVersionFile, versionFilePaths } from '../registry/version-files/index.ts';
import { defineFeature } from './feature.ts';
import type { Ports } from './ports.ts';
import { checkAction } from './shared/check-action.ts';
import { isWritten } from './shared/judge.ts';
import { readPayload } from './shared/payload.ts';
import { type ActivePolicy, loadPolicy } from './shared/policy.ts';
import { knownNames, rememberListing, rememberName } from './shared/registered-names.ts';
import { readForFormats } from './shared/registry-files.ts';
import { registryOf } from './shared/registry-of.ts';
import { sameText } from './shared/same-text.ts';

interface Facts {
  readonly reading: ReleaseReading;
  readonly policy: NonNullable<ActivePolicy['policy']>;
  readonly registry: RepositoryRef;
  readonly registryReading: BranchReading | null;
  readonly tag: TagReading;
  /** `null` where the tag names no version. */
  readonly decision: Decision | null;
  readonly snapshot: ProjectSnapshot | null;
}

/** Registers a published release, or tells its maintainers why not. */
export const release = defineFeature<Facts>({
  name: 'release',
  on: ['release.published', 'innkeeper.register'],
  gather,
  decide,
  refused: (facts, message) => refusedPlan(facts, [unwritable(facts.registry, message)]),
});

const asset = z.object({ name: z.string(), digest: z.string().nullish() });
const published = z.object({ release: z.object({ tag_name: z.string(), assets: z.array(asset).optional() }) });

async function gather(delivery: Delivery, ports: Ports): Promise<Facts | null> {
  const { repository, installation } = delivery;
  const payload = readPayload(delivery, published);
  if (!repository || installation === null || !payload) return null;
  const { policy } = await loadPolicy(ports, repository.owner, installation);
  if (!policy || !isWritten(policy.mode)) return null;
  const client = ports.github(installation);
  const tagName = payload.release.tag_name;
  const reading = await readRelease(client, {
    repository,
    tag: tagName,
    appId: ports.app.id,
    check: CHECK_NAMES.registry,
    marker: releaseMarker(tagName),
    versionFiles: versionFilePaths('.'),
    digests: digestsOf(payload.release.assets ?? []),
  });
  if (!reading || reading.release.draft) return null;
  const { project, manifest, problems } = readProject(reading.texts, reading.repository);
  const today = ports.now().toISOString().slice(0, 10);
  const effective = effectivePolicy({ policy, manifest, project, repository: reading.repository, today });
  if (!effective.governed) return null;
  const registry = registryOf(policy, repository.owner);
  const snapshot = await ports.memory.get<ProjectSnapshot>('project', fullName(repository));
  const tag = readTag({
    tag: tagName,
    packages: project.packages,
    repository: repository.name,
    patterns: policy.registry.tags,
  });
  if (tag.kind !== 'version') {
    return { reading, policy, registry, registryReading: null, tag, decision: null, snapshot };
  }
  const folder = await folderOf();
  const versionFile = readVersionFile(tag.package.path, tag.package.ecosystem, folder.texts);
  const subject = { package: tag.package, versionFile };
  const remembered = await knownNames(ports.memory, registry);
  const listed = remembered ? undefined : 'packages';
  const registryReading = await readForFormats(client, {
    registry,
    formats: formatsNamed(policy.registry.formats),
    subject,
    listed,
  });
  const known = remembered ?? (registryReading?.listing ? namesOf(registryReading.listing) : null);
  const candidate: Candidate = {
    repository: reading.repository,
    project,
    manifestProblems: problems,
    package: tag.package,
    version: tag.version,
    prerelease: tag.prerelease,
    release: reading.release,
    commit: reading.commit,
    tree: folder.trees.get(tag.package.path) ?? null,
    versionFile,
    license: reading.license,
    onDefaultBranch: reading.onDefaultBranch,
    ...fromRegistry(subject, { files: registryReading?.files ?? new Map(), known }),
  };
  const decision = decideRegistration(candidate, effective);
  return { reading, policy, registry, registryReading, tag, decision, snapshot };

  async function folderOf(): Promise<Pick<ReleaseReading, 'texts' | 'trees'>> {
    const path = tag.kind === 'version' ? tag.package.path : '.';
    if (path === '.' || !repository) return reading as ReleaseReading;
    return readFolders(client, {
      repository,
      commit: (reading as ReleaseReading).commit,
      folders: [path],
      versionFiles: versionFilePaths(path),
    });
  }
}

function digestsOf(assets: readonly z.infer<typeof asset>[]): ReadonlyMap<string, string> {
  return new Map(
    assets.flatMap(({ name, digest }): [string, string][] => {
      const hex = /^sha256:([0-9a-f]{64})$/.exec(digest ?? '')?.[1];
      return hex ? [[name, hex]] : [];
    }),
  );
}

function decide(facts: Facts): Plan {
  const { tag, decision, registry, registryReading } = facts;
  if (tag.kind === 'not-a-version') {
    const fix = 'Name a tag that is a version, such as v1.2.3.';
    return { actions: [], outcome: tag.summary, refusals: [{ rule: 'version-format', summary: tag.summary, fix }] };
  }
  if (tag.kind === 'unclear') {
    return refusedPlan(facts, [{ rule: 'version-format', summary: tag.summary, fix: tag.fix }]);
  }
  if (!decision || !registryReading) return refusedPlan(facts, [missing(registry)]);
  if (decision.kind === 'refused') return refusedPlan(facts, decision.refusals);
  return acceptedPlan(facts, decision, registryReading);
}

function acceptedPlan(facts: Facts, decision: Extract<Decision, { kind: 'accepted' }>, at: BranchReading): Plan {
  const { reading, policy, registry, snapshot } = facts;
  const { entry } = decision.registration;
  const version = facts.tag.kind === 'version' ? facts.tag.version : '';
  const { changes, refusals } = writeFormats(formatsNamed(policy.registry.formats), decision.registration, at.files);
  if (refusals.length > 0) return refusedPlan(facts, refusals);
  const isNew = entry.versions.length === 1;
  const commit: Action[] =
    changes.length === 0
      ? []
      : [
          {
            kind: 'commit',
            repository: registry,
            branch: at.branch,
            head: at.head,
            message: `${commitMessage(entry.name, version, isNew)}\n\nRelease: ${reading.release.url}\nCommit: ${reading.commit}`,
            changes,
          },
        ];
  const text = registryCheckText({
    registry: fullName(registry),
    registered: [{ name: entry.name, version }],
    refusals: [],
    warnings: [...decision.warnings, ...unwritten(policy.registry.formats)],
  });
  const newest = entry.versions.filter(({ prerelease }) => !prerelease).at(-1) ?? entry.versions.at(-1);
  return {
    actions: [...commit, ...check(facts, 'success', text), ...closedIssue(facts)],
    outcome: `registered ${entry.name} ${version}`,
    remember: [
      ...(at.listing ? [rememberListing(registry, namesOf(at.listing))] : []),
      ...(isNew ? [rememberName(registry, entry.name)] : []),
      ...(snapshot
        ? [
            {
              kind: 'project',
              key: fullName(reading.repository),
              value: { ...snapshot, version: newest?.version ?? null },
            },
          ]
        : []),
    ],
  };
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
  const conclusion = policy.mode === 'enforce' ? 'failure' : 'neutral';
  return {
    actions: [...check(facts, conclusion, text), ...issue],
    outcome: `refused: ${refusals.map(({ rule }) => rule).join(', ')}`,
    refusals,
  };
}

function check(
  { reading }: Facts,
  conclusion: 'success' | 'failure' | 'neutral',
  text: { title: string; summary: string },
): Action[] {
  return checkAction({
    repository: refOf(reading),
    sha: reading.commit,
    name: CHECK_NAMES.registry,
    state: { status: 'completed', conclusion },
    text: { ...text, annotations: [] },
    existing: reading.check,
  });
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

function refOf({ repository: { owner, name } }: ReleaseReading): RepositoryRef {
  return { owner, name };
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

function unwritable(registry: RepositoryRef, message: string): Refusal {
  return {
    rule: 'registry',
    summary: `The App may not write to the package registry ${fullName(registry)}.`,
    expected: 'That the App may push to its default branch.',
    found: message,
    fix: `Ask an admin to let the App bypass the branch protection of ${fullName(registry)}.`,
  };
}

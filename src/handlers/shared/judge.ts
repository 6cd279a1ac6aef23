import { effectivePolicy } from '../../config/effective.ts';
import type { Policy } from '../../config/policy.ts';
import { readProject } from '../../config/project.ts';
import { registryProblems } from '../../config/registries.ts';
import type { EffectivePolicy } from '../../domain/effective-policy.ts';
import type { FileTree, ProjectFacts } from '../../domain/facts.ts';
import type { ResolvedOwner } from '../../domain/person.ts';
import type { Project } from '../../domain/project.ts';
import type { RepositoryRef } from '../../domain/repository.ts';
import type { Mode, Verdict } from '../../domain/verdict.ts';
import type { RepositoryReading } from '../../github/read-repository.ts';
import { codeownersLocation, codeownersText } from '../../reviewers/codeowners/location.ts';
import { readCodeowners } from '../../reviewers/codeowners/read.ts';
import { evaluate, judgesEveryFile } from '../../rules/evaluate.ts';
import type { Ports } from '../ports.ts';
import { everyFile } from './every-file.ts';
import { resolveOwners } from './people.ts';

/** A repository judged by the policy in force. */
export interface Judgement {
  readonly facts: ProjectFacts;
  readonly project: Project;
  readonly effective: EffectivePolicy;
  readonly verdicts: readonly Verdict[];
}

interface Judging {
  readonly reading: RepositoryReading;
  readonly installation: number;
  /** The one that was read; default: the default branch. */
  readonly branch?: string;
}

export async function judge(ports: Ports, input: Judging & { readonly policy: Policy }): Promise<Judgement> {
  const { reading, policy, installation } = input;
  const { repository, files } = reading;
  const { project, manifest, problems } = readProject(files.texts, repository);
  const effective = effectivePolicy({
    policy,
    manifest,
    project,
    repository,
    today: ports.now().toISOString().slice(0, 10),
  });
  const named = codeownersNames(files);
  const resolved = effective.governed
    ? await resolveOwners(ports, { repository, installation }, [...project.owners, ...named])
    : [];
  const facts: ProjectFacts = {
    project,
    manifestProblems: [...problems, ...registryProblems(policy, repository.owner, { project, texts: files.texts })],
    files,
    paths: await pathsOf(ports, { ...input, effective }),
    inherited: reading.inherited,
    repository,
    license: reading.license,
    owners: ownersAmong(resolved, project.owners),
    codeowners: ownersAmong(resolved, named),
    versions: reading.versions,
  };
  return { facts, project, effective, verdicts: effective.governed ? evaluate({ facts, policy: effective }) : [] };
}

/** Every file, where a rule that counts has something to judge by them. */
async function pathsOf(
  ports: Ports,
  { reading, installation, branch, effective }: Judging & { readonly effective: EffectivePolicy },
): Promise<readonly string[] | undefined> {
  const { tree, files, repository } = reading;
  if (!effective.governed || tree === null || !codeownersLocation(files.entries)) return undefined;
  if (!judgesEveryFile(effective)) return undefined;
  const isDefault = branch === undefined || branch === repository.defaultBranch;
  return everyFile(ports, { repository, installation, tree, branch: isDefault ? 'default' : 'other' });
}

function codeownersNames(files: FileTree): readonly string[] {
  const text = codeownersText(files);
  return text === null ? [] : readCodeowners(text).rules.flatMap(({ owners }) => owners);
}

export function ownersAmong(resolved: readonly ResolvedOwner[], names: readonly string[]): readonly ResolvedOwner[] {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  return resolved.filter(({ owner }) => wanted.has(owner.toLowerCase()));
}

/** Modes in which something is written to GitHub. */
export function isWritten(mode: Mode): boolean {
  return mode === 'warn' || mode === 'enforce';
}

/** What may be told on GitHub: the rest is for the portal and the command line alone. */
export function toldOnGitHub(verdicts: readonly Verdict[]): readonly Verdict[] {
  return verdicts.filter(({ mode }) => isWritten(mode));
}

export function repositoryOf(reading: RepositoryReading): RepositoryRef {
  return { owner: reading.repository.owner, name: reading.repository.name };
}

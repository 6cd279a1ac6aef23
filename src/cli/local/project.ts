import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { type EffectiveInput, effectivePolicy } from '../../config/effective.ts';
import { parsePolicy } from '../../config/files.ts';
import { DEFAULT_POLICY, type Policy } from '../../config/policy.ts';
import { FALLBACK_PATHS, MANIFEST_PATHS, readProject } from '../../config/project.ts';
import type { EffectivePolicy } from '../../domain/effective-policy.ts';
import type { ProjectFacts, TreeEntry } from '../../domain/facts.ts';
import type { RepositoryRef } from '../../domain/repository.ts';
import { UserError } from '../../domain/user-error.ts';
import { CODEOWNERS_LOCATIONS } from '../../reviewers/codeowners/location.ts';
import { DOCUMENT_KINDS, type DocumentName } from '../../rules/documents/kinds.ts';
import { locate } from '../../rules/documents/locate.ts';
import { detectLicense } from '../../rules/documents/spdx.ts';
import { git, listFiles, readText, treeOf } from './files.ts';

/** What a checkout tells of its project. What only GitHub knows stays `undefined`. */
export interface LocalProject {
  readonly facts: ProjectFacts;
  readonly effective: EffectivePolicy;
}

/** Texts longer than this are no documents. */
const TEXT_LIMIT = 3_000_000;
const READ_KINDS: readonly DocumentName[] = ['readme', 'contributing', 'support'];

export function readLocalProject(directory: string, policyFile: string | undefined, now: Date): LocalProject {
  const policy = policyFile ? readPolicy(policyFile) : DEFAULT_POLICY;
  const paths = listFiles(directory);
  const entries = treeOf(directory, paths);
  const wanted = new Set<string>([
    ...MANIFEST_PATHS,
    ...FALLBACK_PATHS,
    ...CODEOWNERS_LOCATIONS,
    ...READ_KINDS.flatMap((kind) => locate(kind, entries).map(({ path }) => path)),
    ...(Object.keys(DOCUMENT_KINDS) as DocumentName[]).flatMap((kind) =>
      locate(kind, entries)
        .slice(0, 1)
        .map(({ path }) => path),
    ),
  ]);
  const texts = new Map(
    entries
      .filter(({ path, type, size = 0 }) => wanted.has(path) && type !== 'folder' && size < TEXT_LIMIT)
      .filter(({ path }) => existsSync(join(directory, path)))
      .map(({ path }): [string, string] => [path, readText(join(directory, path))]),
  );
  const repository = repositoryOf(directory);
  const { project, manifest, problems } = readProject(texts, repository);
  const facts: ProjectFacts = {
    project,
    manifestProblems: problems,
    files: { entries, texts },
    paths,
    inherited: undefined,
    repository: undefined,
    license: licenseOf(entries, texts),
    owners: undefined,
    codeowners: undefined,
    versions: versionsOf(directory),
  };
  const input: EffectiveInput = { policy, manifest, project, repository, today: now.toISOString().slice(0, 10) };
  return { facts, effective: effectivePolicy(input) };
}

/** As GitHub would give it, as far as its text tells. */
function licenseOf(entries: readonly TreeEntry[], texts: ReadonlyMap<string, string>): string | null {
  const path = locate('license', entries)[0]?.path;
  return path === undefined ? null : detectLicense(texts.get(path) ?? '');
}

/** @throws UserError with every problem of the policy */
export function readPolicy(file: string): Policy {
  const { value, problems } = parsePolicy(file, readText(file));
  if (!value)
    throw new UserError(`The policy ${file} is not in order.`, { problems, fix: 'Correct what is named above.' });
  return value;
}

/** By its remote, or else by its folder. */
export function repositoryOf(directory: string): RepositoryRef {
  const remote = git(directory, ['remote', 'get-url', 'origin'])?.trim() ?? '';
  const found = /[/:]([^/:]+)\/([^/]+?)(?:\.git)?$/.exec(remote);
  const own = git(directory, ['rev-parse', '--show-toplevel'])?.trim();
  if (found?.[1] && found[2] && own && resolve(own) === resolve(directory)) return { owner: found[1], name: found[2] };
  return { owner: 'local', name: basename(resolve(directory)) };
}

function versionsOf(directory: string): ProjectFacts['versions'] {
  if (!existsSync(join(directory, '.git'))) return undefined;
  const tags = git(directory, ['tag', '--list'])?.split('\n').filter(Boolean);
  return tags?.map((tag) => ({ tag, prerelease: false }));
}

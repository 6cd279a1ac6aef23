import { effectivePolicy } from '../../src/config/effective.ts';
import { parsePolicy } from '../../src/config/files.ts';
import { readProject } from '../../src/config/project.ts';
import type { FileTree, ProjectFacts, TreeEntry } from '../../src/domain/facts.ts';
import type { Repository } from '../../src/domain/repository.ts';
import type { Verdict } from '../../src/domain/verdict.ts';
import { evaluate } from '../../src/rules/evaluate.ts';

const TODAY = '2026-11-21';

export const REPOSITORY: Repository = {
  owner: 'acme',
  name: 'http-client',
  description: null,
  topics: [],
  visibility: 'internal',
  archived: false,
  fork: false,
  template: false,
  hasIssues: true,
  defaultBranch: 'main',
  url: 'https://github.com/acme/http-client',
};

type Files = Readonly<Record<string, string>>;

/** A tree of files, with the folders above them. */
function treeOf(files: Files): FileTree {
  const folders = Object.keys(files).flatMap((path) =>
    path
      .split('/')
      .slice(0, -1)
      .map((_, depth, parts) => parts.slice(0, depth + 1).join('/')),
  );
  return {
    entries: [
      ...[...new Set(folders)].map((path): TreeEntry => ({ path, type: 'folder' })),
      ...Object.entries(files).map(([path, text]): TreeEntry => ({ path, type: 'file', size: text.length })),
    ],
    texts: new Map(Object.entries(files)),
  };
}

/** What is known of a repository that holds these files; what isn't given is empty, not unknown. */
export function factsOf(files: Files, given: Partial<ProjectFacts> = {}): ProjectFacts {
  const tree = treeOf(files);
  const { project, problems } = readProject(tree.texts, REPOSITORY);
  return {
    project,
    manifestProblems: problems,
    files: tree,
    paths: undefined,
    inherited: null,
    repository: REPOSITORY,
    license: null,
    owners: [],
    codeowners: [],
    versions: [],
    ...given,
  };
}

/** The facts judged by a policy, whose `version:` line goes without saying. */
export function judged(facts: ProjectFacts, policyText = 'mode: enforce\n'): readonly Verdict[] {
  const { value, problems } = parsePolicy('innkeeper.yml', `version: 1\n${policyText}`);
  if (!value) throw new Error(problems.map(({ message }) => message).join(' '));
  const repository = facts.repository ?? REPOSITORY;
  const policy = effectivePolicy({ policy: value, manifest: null, project: facts.project, repository, today: TODAY });
  return evaluate({ facts, policy });
}

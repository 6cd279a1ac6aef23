import { setKey } from '../../config/edit.ts';
import { parseManifest } from '../../config/files.ts';
import { MANIFEST_PATHS, readProject } from '../../config/project.ts';
import { formatProblem } from '../../domain/problem.ts';
import type { Tier } from '../../domain/tier.ts';
import { UserError } from '../../domain/user-error.ts';
import type { Verdict } from '../../domain/verdict.ts';
import { readDefaultBranch, textsOf } from '../../github/read-default-branch.ts';
import { tierDeclared, tierProposal } from '../../messages/proposal.ts';
import type { Asked, Done } from './define.ts';
import { propose } from './propose.ts';

/** The pull request that changes `tier:` in the manifest on the default branch, or a word where nothing is to be changed. */
export async function proposeTier(asked: Asked, tier: Tier, verdicts: readonly Verdict[] = []): Promise<Done> {
  const { ports, installation, repository } = asked;
  const at = await readDefaultBranch(ports.github(installation), repository, MANIFEST_PATHS);
  if (!at) throw new UserError('this repository has no commit yet.');
  const texts = textsOf(at);
  const { project, problems } = readProject(texts, repository);
  if (problems[0]) throw new UserError(`the manifest must be mended first: ${formatProblem(problems[0])}`);
  const before = project.tier;
  if (before === tier) {
    return { plan: { actions: [], outcome: 'nothing to change' }, says: tierDeclared(tier) };
  }
  const path = MANIFEST_PATHS.find((candidate) => texts.has(candidate)) ?? MANIFEST_PATHS[0];
  const content = setKey(texts.get(path) ?? 'version: 1\n', 'tier', tier);
  const [problem] = parseManifest(path, content).problems;
  if (problem) throw new UserError(`the manifest can’t be changed so: ${formatProblem(problem)}`);
  const askedFor = { repository, number: asked.issue.number, by: asked.by };
  const text = tierProposal({ tier, before, path, askedFor, verdicts });
  return propose(asked, { repository, at, topic: `tier-${tier}`, change: { path, content }, text });
}

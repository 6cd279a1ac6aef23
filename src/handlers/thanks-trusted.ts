import { appendItem } from '../config/edit.ts';
import { parseManifest } from '../config/files.ts';
import { MANIFEST_PATHS, readProject } from '../config/project.ts';
import type { Action } from '../domain/action.ts';
import { sameLogin } from '../domain/person.ts';
import type { RepositoryRef } from '../domain/repository.ts';
import { readDefaultBranch, textsOf } from '../github/read-default-branch.ts';
import { trustedProposal } from '../messages/thanks.ts';
import type { Ports } from './ports.ts';
import { resolveOwners } from './shared/people.ts';

/**
 * The pull request that names somebody a trusted committer in the manifest on the default branch. `null` where there is no manifest in order to
 * name them in, or they are one already, themselves or by a team.
 */
export async function proposeTrusted(
  ports: Ports,
  given: { repository: RepositoryRef; installation: number; login: string; count: number },
): Promise<Extract<Action, { kind: 'pull-request' }> | null> {
  const { repository, installation, login, count } = given;
  const at = await readDefaultBranch(ports.github(installation), repository, MANIFEST_PATHS);
  if (!at) return null;
  const texts = textsOf(at);
  const path = MANIFEST_PATHS.find((candidate) => texts.has(candidate));
  const before = path && texts.get(path);
  if (!before) return null;
  const { project, problems } = readProject(texts, repository);
  const trusted = await resolveOwners(ports, { repository, installation }, project.trustedCommitters);
  const isTrusted = trusted.some(({ members }) => members.some((member) => sameLogin(member, login)));
  if (problems.length > 0 || isTrusted) return null;
  const content = appendItem(before, 'trusted-committers', `@${login}`);
  if (parseManifest(path, content).problems.length > 0) return null;
  const { title, body } = trustedProposal({ login, count, path });
  return {
    kind: 'pull-request',
    repository,
    base: at.branch,
    head: at.head,
    branch: `innkeeper/trusted-committer/${login.toLowerCase()}`,
    title,
    body,
    message: title,
    changes: [{ path, content }],
  };
}

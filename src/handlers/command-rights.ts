import { FALLBACK_PATHS, MANIFEST_PATHS, readProject } from '../config/project.ts';
import { atLeast, sameLogin } from '../domain/person.ts';
import { readDefaultBranch, textsOf } from '../github/read-default-branch.ts';
import { readPermission } from '../github/read-permission.ts';
import type { Who } from '../messages/command.ts';
import type { Asked } from './commands/define.ts';
import { resolveOwners } from './shared/people.ts';

/** May whoever asks do so? One request where it isn't plain from the comment. */
export async function mayAsk(who: Who, asked: Asked): Promise<boolean> {
  const { ports, installation, repository, by, issue } = asked;
  if (who === 'anyone') return true;
  if (who === 'author' && issue.isPullRequest && sameLogin(by, issue.author)) return true;
  const permission = await readPermission(ports.github(installation), repository, by);
  if (who === 'author') return atLeast(permission, 'write');
  return atLeast(permission, 'maintain') || (atLeast(permission, 'read') && (await isOwner(asked)));
}

/** An owner by the manifest on the default branch as it is now; GitHub itself may know the person as a mere writer. */
async function isOwner({ ports, repository, installation, by }: Asked): Promise<boolean> {
  const client = ports.github(installation);
  const at = await readDefaultBranch(client, repository, [...MANIFEST_PATHS, ...FALLBACK_PATHS]);
  if (!at) return false;
  const { project } = readProject(textsOf(at), repository);
  const owners = await resolveOwners(ports, { repository, installation }, project.owners);
  return owners.some(({ members }) => members.some((login) => sameLogin(login, by)));
}

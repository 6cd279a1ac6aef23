import type { Actor, IssueModel, RepositoryModel } from '../model.ts';
import * as payloads from '../payloads/index.ts';
import type { World } from '../world.ts';

export function emitPull(
  world: World,
  action: string,
  repository: RepositoryModel,
  issue: IssueModel,
  actor: Actor,
  extra: Record<string, unknown> = {},
): void {
  world.emit('pull_request', action, repository, actor, {
    number: issue.number,
    pull_request: payloads.pull(world, repository, world.pull(repository, issue.number)),
    ...extra,
  });
}

export function emit(
  world: World,
  event: string,
  action: string | null,
  repository: RepositoryModel | null,
  sender: Actor,
  extra: Record<string, unknown> = {},
): void {
  if (!world.options.isOpen() || world.installation.state !== 'active') return;
  const payload = {
    ...(action ? { action } : {}),
    ...extra,
    ...(repository ? { repository: payloads.repository(world, repository) } : {}),
    organization: payloads.organization(world),
    sender: payloads.user(world, sender),
    installation: {
      id: world.installation.id,
      node_id: payloads.nodeId('Integration', world.installation.id),
    },
  };
  // What the payload holds must stay as it was when it was sent.
  world.options.send(event, structuredClone(payload), repository ? world.fullName(repository) : null);
}

const STATE_AFTER = { created: 'active', unsuspend: 'active', suspend: 'suspended', deleted: 'deleted' } as const;

/** As when an admin installs the App on all repositories, suspends it, lets it in again, or removes it. */
export function changeInstallation(world: World, action: keyof typeof STATE_AFTER, sender: Actor): void {
  world.installation.state = STATE_AFTER[action];
  const repositories = [...world.repositories.values()].map((each) => ({
    id: each.id,
    node_id: payloads.nodeId('Repository', each.id),
    name: each.name,
    full_name: world.fullName(each),
    private: each.visibility !== 'public',
  }));
  const payload = {
    action,
    installation: payloads.installation(world),
    repositories,
    sender: payloads.user(world, sender),
  };
  world.options.send('installation', payload, null);
}

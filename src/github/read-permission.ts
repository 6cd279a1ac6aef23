import { PERMISSIONS, type Permission } from '../domain/person.ts';
import type { RepositoryRef } from '../domain/repository.ts';
import type { Client } from './client.ts';
import { path } from './route.ts';

/** What a person may do in a repository. */
export async function readPermission(client: Client, repository: RepositoryRef, login: string): Promise<Permission> {
  const answer = await client.find<{ permission: string; role_name?: string }>(
    'GET /repos/{owner}/{repo}/collaborators/{username}/permission',
    { ...path(repository), username: login },
  );
  // `role_name` tells maintain and triage apart, which `permission` doesn't.
  const role = answer?.data.role_name ?? answer?.data.permission ?? 'none';
  return PERMISSIONS.find((permission) => permission === role) ?? 'none';
}

import type { RepositoryRef } from '../domain/repository.ts';
import type { Client } from './client.ts';
import { path } from './route.ts';

/** A pull request of ours that is open. */
export interface Proposal {
  readonly branch: string;
  /** The address of its page. */
  readonly url: string;
}

interface PullNode {
  readonly html_url: string;
  readonly user: { readonly login: string } | null;
  readonly head: { readonly ref: string };
}

/** The App's own open pull request from a branch that begins so, among the hundred newest; `null` where there is none. */
export async function readProposal(
  client: Client,
  input: { repository: RepositoryRef; branchPrefix: string; appSlug: string },
): Promise<Proposal | null> {
  const { data } = await client.rest<readonly PullNode[]>('GET /repos/{owner}/{repo}/pulls', {
    ...path(input.repository),
    state: 'open',
    per_page: 100,
  });
  const found = data.find(
    ({ user, head }) => user?.login === `${input.appSlug}[bot]` && head.ref.startsWith(input.branchPrefix),
  );
  return found ? { branch: found.head.ref, url: found.html_url } : null;
}

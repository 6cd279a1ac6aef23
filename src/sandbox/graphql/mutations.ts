import { GraphQLError } from 'graphql';
import { require } from '../access.ts';
import { Refused } from '../refused.ts';
import type { Context } from './execute.ts';

interface CommitInput {
  readonly branch: { readonly repositoryNameWithOwner?: string; readonly branchName?: string };
  readonly expectedHeadOid: string;
  readonly message: { readonly headline: string; readonly body?: string };
  readonly fileChanges?: {
    readonly additions?: readonly { readonly path: string; readonly contents: string }[];
    readonly deletions?: readonly { readonly path: string }[];
  };
}

/** Root fields of `Mutation`. */
export const MUTATIONS: Readonly<Record<string, unknown>> = {
  createCommitOnBranch({ input }: { input: CommitInput }, { world, caller }: Context) {
    const [owner = '', name = ''] = (input.branch.repositoryNameWithOwner ?? '').split('/');
    const changes = new Map<string, Buffer | null>();
    for (const { path, contents } of input.fileChanges?.additions ?? [])
      changes.set(path, Buffer.from(contents, 'base64'));
    for (const { path } of input.fileChanges?.deletions ?? []) changes.set(path, null);
    const message = [input.message.headline, input.message.body].filter(Boolean).join('\n\n');
    try {
      const repository = world.repository(owner, name);
      require(world, caller, repository, 'write');
      const branch = input.branch.branchName ?? repository.git.head;
      const oid = world.commit(
        repository,
        { branch, changes, message, expectedHead: input.expectedHeadOid },
        caller.actor,
      );
      return { commit: { __typename: 'Commit', oid } };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const stale = error.message.startsWith('Expected branch');
      throw new GraphQLError(error.message, {
        extensions: { type: stale ? 'STALE_DATA' : error.status === 404 ? 'NOT_FOUND' : 'UNPROCESSABLE' },
      });
    }
  },
};

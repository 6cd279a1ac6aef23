import { addressOfPullRequest } from '../../domain/action.ts';
import type { RepositoryRef } from '../../domain/repository.ts';
import type { BranchReading } from '../../github/read-default-branch.ts';
import { readProposal } from '../../github/read-proposal.ts';
import { alreadyProposed, type ProposalText, proposed } from '../../messages/proposal.ts';
import type { Asked, Done } from './define.ts';

/**
 * A change of one file, as a pull request for people to merge. The branch bears the comment's id: the same comment never opens two, and a
 * branch that was left after a merge is in nobody's way. Where another comment's proposal of the same is still open, that one is named.
 */
export async function propose(
  asked: Asked,
  input: {
    repository: RepositoryRef;
    at: BranchReading;
    /** What it is about, as a part of the branch's name. */
    topic: string;
    change: { path: string; content: string };
    text: ProposalText;
  },
): Promise<Done> {
  const { ports, installation, comment } = asked;
  const { repository, at, text, change } = input;
  const branchPrefix = `innkeeper/${input.topic}/`;
  const branch = `${branchPrefix}${comment}`;
  const open = await readProposal(ports.github(installation), { repository, branchPrefix, appSlug: ports.app.slug });
  if (open) {
    const says = open.branch === branch ? proposed(open.url, text) : alreadyProposed(open.url, text);
    return { plan: { actions: [], outcome: `proposed already: ${open.url}` }, says };
  }
  return {
    plan: {
      actions: [
        {
          kind: 'pull-request',
          repository,
          base: at.branch,
          head: at.head,
          branch,
          title: text.title,
          body: text.body,
          message: text.title,
          changes: [change],
        },
      ],
      outcome: `proposed: ${text.title}`,
    },
    says: proposed(addressOfPullRequest(branch), text),
  };
}

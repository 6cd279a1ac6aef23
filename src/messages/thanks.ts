import { code, plural, text } from './escape.ts';
import { THANKS_MARKER } from './markers.ts';
import type { ProposalText } from './proposal.ts';

/** @param first is nothing else of theirs merged in this repository? */
export function thanks({ login, project, first }: { login: string; project: string; first: boolean }): string {
  const which = first ? 'your first contribution' : 'your contribution';
  return [THANKS_MARKER, `Thank you, @${login}, for ${which} to ${text(project)}. It is merged.`].join('\n');
}

export function trustedProposal(input: { login: string; count: number; path: string }): ProposalText {
  const { login, count, path } = input;
  return {
    title: `Make ${login} a trusted committer`,
    body: [
      `${code(login)} has had ${plural(count, 'contribution')} from another team merged here within a year.`,
      '',
      `This adds them to ${code('trusted-committers')} in ${code(path)}: their reviews then count as an owner’s, and they are asked for reviews where no owner can be.`,
      'It is for the owners to decide, and for the contributor to accept. Close it, and it isn’t proposed again.',
    ].join('\n'),
  };
}

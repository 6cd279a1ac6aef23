import type { RepositoryRef } from './repository.ts';

/** What a pull request in the registry is for. */
const PROPOSAL_KINDS = ['new-package', 'new-version', 'yank', 'follow'] as const;

export type ProposalKind = (typeof PROPOSAL_KINDS)[number];

/** What it comes from: enough to decide it anew. */
export interface ProposalSource {
  readonly kind: ProposalKind;
  readonly repository: RepositoryRef;
  /** The release's tag; where a repository is followed, the `owner/name` that it had. */
  readonly about: string;
}

/** A version that asks to be registered. */
export function isRegistration(kind: ProposalKind): kind is 'new-package' | 'new-version' {
  return kind === 'new-package' || kind === 'new-version';
}

/** What people did that keeps a pull request in the registry from being merged by itself. */
export type Hold =
  | { readonly kind: 'changes-requested'; readonly by: string }
  | { readonly kind: 'label' }
  | { readonly kind: 'draft' };

export function isProposalKind(text: string): text is ProposalKind {
  return (PROPOSAL_KINDS as readonly string[]).includes(text);
}

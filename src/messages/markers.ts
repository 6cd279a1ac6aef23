import { isProposalKind, type ProposalSource } from '../domain/registry-proposal.ts';
import { fullName, parseFullName } from '../domain/repository.ts';

/** Hidden first lines by which Innkeeper knows its own comments and issues again. */
export const CHECKLIST_MARKER = '<!-- innkeeper:checklist -->';
export const THANKS_MARKER = '<!-- innkeeper:thanks -->';
export const WORKFLOW_MARKER = '<!-- innkeeper:registry-workflow -->';
export const PROJECT_MARKER = '<!-- innkeeper:project -->';

export function releaseMarker(tag: string): string {
  // A tag can hold `--`, which would end an HTML comment early.
  return `<!-- innkeeper:release ${tag.replaceAll('--', '- -').replaceAll('>', '')} -->`;
}

export function withdrawalMarker(tag: string): string {
  return releaseMarker(tag).replace('release', 'withdrawal');
}

/** One for each time that an author waits. @param since ISO 8601 */
export function reminderMarker(stage: string, since: string): string {
  return `<!-- innkeeper:reminder ${stage} ${since} -->`;
}

/** What a pull request in the registry is for. */
export function proposalMarker({ kind, repository, about }: ProposalSource): string {
  // `--` would end an HTML comment early.
  return `<!-- innkeeper:proposal ${kind} ${fullName(repository)} ${encodeURIComponent(about.toWellFormed()).replaceAll('--', '-%2D')} -->`;
}

/** What the marker says; `null` where a body bears none. */
export function proposalIn(body: string): ProposalSource | null {
  const [, kind = '', name = '', about = ''] = /^<!-- innkeeper:proposal (\S+) (\S+) (\S+) -->/.exec(body) ?? [];
  const repository = parseFullName(name);
  if (!repository || !isProposalKind(kind)) return null;
  try {
    return { kind, repository, about: decodeURIComponent(about) };
  } catch {
    return null;
  }
}

import type { ProjectFacts } from '../../domain/facts.ts';
import { CODEOWNERS_SIZE_LIMIT } from '../../reviewers/codeowners/location.ts';
import { TOO_LONG } from '../../reviewers/codeowners/parse.ts';
import { type Codeowners, readCodeowners } from '../../reviewers/codeowners/read.ts';
import { inEffect } from '../documents/presence.ts';

export interface CodeownersInEffect {
  readonly path: string;
  readonly codeowners: Codeowners;
}

/** `null` where there is none, an empty one, or one whose text isn't known; that of a file which GitHub doesn't load needn't be. */
export function codeownersInEffect(facts: ProjectFacts): CodeownersInEffect | null {
  const document = inEffect('codeowners', facts);
  if (!document || document.empty) return null;
  const { path, text } = document;
  const size = facts.files.entries.find((entry) => entry.path === path)?.size ?? 0;
  if (size >= CODEOWNERS_SIZE_LIMIT) {
    return { path, codeowners: { rules: [], problems: [TOO_LONG], match: () => null } };
  }
  return text === undefined ? null : { path, codeowners: readCodeowners(text) };
}

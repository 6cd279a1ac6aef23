import { compileCodeowners, type OwnersMatcher } from './match.ts';
import { type CodeownersFile, parseCodeowners } from './parse.ts';

/** One version of a CODEOWNERS, read and compiled. */
export interface Codeowners extends CodeownersFile, OwnersMatcher {}

/** So many versions are kept, those last asked for. */
const KEPT = 50;

const kept = new Map<string, Codeowners>();

/**
 * Reads and compiles a CODEOWNERS, once for each version: the files of a pull request, its repository's rules and the next event ask again. Equal
 * text is the same blob, so the text serves as the blob's id and need not be asked of GitHub.
 */
export function readCodeowners(text: string): Codeowners {
  const found = kept.get(text) ?? compile(text);
  // The last used stands last; the first is the one to forget.
  kept.delete(text);
  kept.set(text, found);
  if (kept.size > KEPT) kept.delete(kept.keys().next().value ?? '');
  return found;
}

function compile(text: string): Codeowners {
  const file = parseCodeowners(text);
  return { ...file, ...compileCodeowners(file) };
}

import { z } from 'zod';
import { levels } from '../../rules/rule.ts';
import type { Candidate } from '../candidate.ts';
import { defineRegistryRule, type Objection } from './rule.ts';

/** Names that Windows keeps for its devices, characters that it takes in none, and what it takes off the end of one. */
const UNUSABLE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$|[<>:"\\|?*\p{Cc}]|[. ]$/iu;

export const fileNames = defineRegistryRule({
  id: 'file-names',
  title: 'File names',
  help: {
    checks:
      'The package’s folder is there, and its name and those of its files can be files on every platform: no `aux`, no `a:b`, no two that differ by case alone. Of files in folders of folders, `innkeeper register` alone knows. No policy lets a name pass that the registry itself can’t hold.',
    why: 'The registry and the package are checked out on all of them.',
    mend: 'Choose another name, or correct the path.',
  },
  levels: levels('error', 'error', 'error', 'error'),
  firm: (candidate) => ofPackage(candidate) !== null,
  options: z.object({}),
  evaluate: (candidate) => ofPackage(candidate) ?? ofFiles(candidate),
});

function ofPackage({ package: own, tree, release }: Candidate): Objection | null {
  if (tree === null) {
    return {
      summary: `There is no folder ${own.path} at ${release.tag}.`,
      expected: `The package’s folder ${own.path}.`,
      found: 'None.',
      fix: 'Correct the path in innersource.yml, and publish a new release.',
    };
  }
  const parts = own.name.split('/');
  // A folder `x.json` would stand where the package x has its file.
  if (!parts.some((part) => UNUSABLE.test(part)) && !parts.slice(0, -1).some((part) => part.endsWith('.json'))) {
    return null;
  }
  return {
    summary: `${own.name} can’t be a file’s name on every platform.`,
    expected: 'A name that Windows takes too.',
    found: own.name,
    fix: 'Choose another name in innersource.yml, and publish a new release.',
  };
}

function ofFiles({ files = [] }: Candidate): Objection | null {
  const found = files.find((path) => path.split('/').some((part) => UNUSABLE.test(part))) ?? twinsIn(files);
  if (found === undefined) return null;
  return {
    summary: `${found} can’t be checked out on every platform.`,
    expected: 'Names that Windows takes too, and that differ by more than case.',
    found,
    fix: 'Rename it, commit, and publish a new release from that commit.',
  };
}

/** The first two paths, be it of folders, that are one where case doesn't count. */
function twinsIn(files: readonly string[]): string | undefined {
  const known = new Map<string, string>();
  for (const file of files) {
    for (let end = file.indexOf('/'); ; end = file.indexOf('/', end + 1)) {
      const path = end < 0 ? file : file.slice(0, end);
      const other = known.get(path.toLowerCase()) ?? path;
      if (other !== path) return `${path} beside ${other}`;
      known.set(path.toLowerCase(), path);
      if (end < 0) break;
    }
  }
  return undefined;
}

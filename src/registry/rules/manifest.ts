import { z } from 'zod';
import { levels } from '../../rules/rule.ts';
import { defineRegistryRule } from './rule.ts';

export const manifest = defineRegistryRule({
  id: 'manifest',
  title: 'Manifest',
  help: {
    checks:
      'The repository has a manifest or a version file by which the package is known, and the manifest, where there is one, is in order. No policy lets a broken manifest pass.',
    why: 'The entry says of the package what its maintainers say.',
    mend: 'Add `innersource.yml` to the repository and release again.',
  },
  levels: levels('warning', 'warning', 'error', 'error'),
  options: z.object({}),
  firm: ({ manifestProblems }) => manifestProblems.length > 0,
  evaluate: (candidate) => {
    const [problem] = candidate.manifestProblems;
    if (problem) {
      return {
        summary: `The manifest isn’t in order: ${problem.file}:${problem.line}: ${problem.message}`,
        expected: 'A manifest as innkeeper validate takes it.',
        found: `${candidate.manifestProblems.length} problems, of which the first stands in line ${problem.line}.`,
        fix: `Correct ${problem.file}, commit, delete this release and its tag, and publish it again.`,
      };
    }
    if (candidate.project.source || candidate.versionFile) return null;
    return {
      summary: 'The repository says nothing of the package.',
      expected: 'innersource.yml, or a version file such as package.json.',
      found: 'Neither.',
      fix: 'Add innersource.yml to the default branch, and publish a new release.',
    };
  },
});

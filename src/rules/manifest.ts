import { z } from 'zod';
import { formatProblem } from '../domain/problem.ts';
import { defineRule, levels } from './rule.ts';

const PLACES = ['innersource.yml', '.github/innersource.yml', 'innersource.yaml', '.github/innersource.yaml'];

export const manifest = defineRule({
  id: 'manifest',
  title: 'Project manifest',
  help: {
    checks:
      'An `innersource.yml` (or a `catalog-info.yaml` or `innersource.json`) that can be read and declares a tier and a type.',
    why: 'The catalogue, the labels and the registry say of the project what it says of itself there.',
    mend: 'Add `innersource.yml` with `version: 1`, `type`, `tier` and `owners`.',
  },
  levels: levels('warning', 'error', 'error', 'error'),
  options: z.object({
    fields: z
      .array(z.enum(['title', 'description', 'type', 'tier', 'documentation']))
      .default(['type', 'tier'])
      .describe('What it must declare.'),
  }),
  evaluate: ({ project, manifestProblems }, { fields }) => {
    const [problem] = manifestProblems;
    if (problem) {
      return {
        status: 'fail',
        summary: `${problem.file} can’t be used as it is.`,
        expected: 'A manifest without errors.',
        found: manifestProblems.slice(0, 5).map(formatProblem).join('; '),
        fix: `Correct line ${problem.line} of ${problem.file}: ${problem.message}`,
        path: problem.file,
        line: problem.line,
      };
    }
    if (!project.source) {
      return {
        status: 'fail',
        summary: 'There is no project manifest.',
        expected: 'innersource.yml at the root or in .github/.',
        found: 'None.',
        fix: 'Add innersource.yml with the lines `version: 1`, `type: inner-source`, `tier: prototype` and `owners: ["@org/team"]`, each as it holds for the project.',
        mendedBy: PLACES,
      };
    }
    const missing = fields.filter((field) => !project[field]);
    if (missing.length === 0)
      return { status: 'pass', summary: `${project.source} is in order.`, path: project.source };
    return {
      status: 'fail',
      summary: `${project.source} doesn’t say: ${missing.join(', ')}.`,
      expected: `A manifest that declares ${fields.join(', ')}.`,
      found: `No ${missing.join(', no ')}.`,
      fix: `Add ${missing.map((field) => `\`${field}:\``).join(' and ')} to ${project.source.includes('innersource.y') ? project.source : 'innersource.yml'}.`,
      path: project.source,
    };
  },
});

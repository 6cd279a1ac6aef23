import { z } from 'zod';
import { atLeast } from '../domain/person.ts';
import { defineRule, levels } from './rule.ts';

export const owners = defineRule({
  id: 'owners',
  title: 'Owners',
  help: {
    checks: 'The manifest names owners; they exist, may write to the repository, and are enough people together.',
    why: 'A project whose only owner has left is nobody’s, however good it is.',
    mend: 'Name a team with write access under `owners:` in `innersource.yml`, or add people to the one that is named.',
  },
  levels: levels('warning', 'error', 'error', 'error'),
  options: z.object({
    minimum: z.int().min(1).default(2).describe('How many people must stand behind the owners together.'),
  }),
  evaluate: ({ project, owners: resolved }, { minimum }) => {
    const path = project.source ? { path: project.source } : {};
    if (project.owners.length === 0) {
      return {
        status: 'fail',
        summary: 'No owners are named.',
        expected: 'Teams or people under `owners:` in innersource.yml.',
        found: 'None.',
        fix: 'Add a line such as `owners: ["@org/team"]` to innersource.yml.',
        ...path,
      };
    }
    // Who stands behind a name is known to GitHub alone.
    if (!resolved) return { status: 'pass', summary: `Owned by ${project.owners.join(', ')}.`, ...path };
    const missing = resolved.filter(({ exists }) => !exists).map(({ owner }) => owner);
    const powerless = resolved
      .filter(({ exists, permission }) => exists && !atLeast(permission, 'write'))
      .map(({ owner }) => owner);
    const able = resolved.filter(({ exists, permission }) => exists && atLeast(permission, 'write'));
    const people = new Set(able.flatMap(({ members }) => members.map((login) => login.toLowerCase())));
    const found = [
      missing.length > 0 ? `${missing.join(', ')} can’t be found` : '',
      powerless.length > 0 ? `${powerless.join(', ')} may not write here` : '',
      `${people.size} ${people.size === 1 ? 'person' : 'people'} with write access`,
    ].filter(Boolean);
    if (missing.length === 0 && powerless.length === 0 && people.size >= minimum) {
      return { status: 'pass', summary: `Owned by ${project.owners.join(', ')}: ${people.size} people.`, ...path };
    }
    return {
      status: 'fail',
      summary:
        missing.length + powerless.length > 0
          ? `Not every owner can look after the project: ${[...missing, ...powerless].join(', ')}.`
          : `Too few people own the project: ${people.size}.`,
      expected: `Owners who exist and may write, at least ${minimum} people together.`,
      found: `${found.join('; ')}.`,
      fix:
        powerless.length > 0
          ? `Give ${powerless.join(', ')} write access to the repository, or name another owner in ${project.source ?? 'innersource.yml'}.`
          : `Name a team with at least ${minimum} people and write access under \`owners:\` in ${project.source ?? 'innersource.yml'}.`,
      ...path,
    };
  },
});

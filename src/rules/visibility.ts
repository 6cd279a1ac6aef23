import { z } from 'zod';
import { PACKAGE_TYPES, type PackageType } from '../domain/package-type.ts';
import { defineRule, levels } from './rule.ts';

const one = z.array(z.enum(['public', 'internal', 'private']));

export const visibility = defineRule({
  id: 'visibility',
  title: 'Visibility',
  help: {
    checks: 'People who may use a project of this type can see the repository.',
    why: 'Inner source that only one team can read is none.',
    mend: 'Change the visibility in the repository’s settings, or the `type:` in `innersource.yml`.',
  },
  levels: levels('info', 'warning', 'warning', 'error'),
  options: z.object({
    'open-source': one.default(['public']).describe('Where an open-source project may be.'),
    'inner-source': one.default(['internal', 'public']).describe('Where an inner-source project may be.'),
    'domain-specific': one
      .default(['internal', 'private', 'public'])
      .describe('Where a domain-specific project may be.'),
    integration: one.default(['internal', 'private', 'public']).describe('Where an integration may be.'),
  } satisfies Record<PackageType, z.ZodType>),
  needs: ['repository'],
  evaluate: ({ project, repository }, options) => {
    const { type } = project;
    if (!type || !repository)
      return { status: 'not-applicable', summary: `No type is declared (${PACKAGE_TYPES.join(', ')}).` };
    const allowed = options[type];
    if (allowed.includes(repository.visibility))
      return { status: 'pass', summary: `The repository is ${repository.visibility}.` };
    return {
      status: 'fail',
      summary: `A project of type ${type} should not be ${repository.visibility}.`,
      expected: `${allowed.join(' or ')}.`,
      found: `${repository.visibility}.`,
      fix: `Change the visibility to ${allowed[0]} in the repository’s settings, or the type in ${project.source ?? 'innersource.yml'}.`,
      ...(project.source ? { path: project.source } : {}),
    };
  },
});

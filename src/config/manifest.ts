import { z } from 'zod';
import { PACKAGE_TYPES } from '../domain/package-type.ts';
import { ECOSYSTEMS } from '../domain/project.ts';
import { TIERS } from '../domain/tier.ts';
import { RULES } from '../rules/index.ts';
import { PULL_REQUEST_RULES } from '../rules/pull-request/index.ts';
import { ruleSettings } from './rule-settings.ts';
import { oneOrMany, owner, strict } from './schema.ts';

const tier = z.enum(TIERS).describe('How mature it is.');
const type = z.enum(PACKAGE_TYPES).describe('What it is for; the policy says what each type may depend on.');

const deprecated = strict({
  reason: z.string().min(1).optional().describe('A sentence for those who use it.'),
  alternative: z.string().min(1).optional().describe('What to use in its place: a package’s name, or an address.'),
})
  .optional()
  .describe('Nobody should begin to use it: the registry says so, in every format.');

/** `innersource.yml`: what a repository says of itself. */
export const manifestSchema = strict({
  version: z.literal(1).describe('The version of this file’s format.'),
  name: z.string().min(1).optional().describe('Default: the repository’s name.'),
  title: z.string().min(1).optional().describe('A name for people.'),
  description: z.string().min(1).optional().describe('One sentence.'),
  type: type.optional(),
  domain: z.string().min(1).optional().describe('Required for domain-specific projects: which domain.'),
  tier: tier.optional(),
  owners: oneOrMany(owner).default([]).describe('Teams and people who own it.'),
  'trusted-committers': oneOrMany(owner)
    .default([])
    .describe('People of other teams whose review counts as an owner’s.'),
  support: strict({
    channel: z.string().optional().describe('Where to ask.'),
    response: z.string().optional().describe('The promise, such as `2 working days`.'),
    bugs: z.string().optional().describe('How to report a bug.'),
    features: z.string().optional().describe('How to ask for a feature.'),
  })
    .prefault({})
    .describe('What users may expect.'),
  documentation: z.url().optional().describe('Where the documentation is.'),
  contributions: oneOrMany(z.string()).default([]).describe('Welcome kinds of contribution.'),
  skills: oneOrMany(z.string()).default([]).describe('What helps to contribute.'),
  packages: z
    .array(
      strict({
        name: z.string().min(1).describe('The package’s name in its ecosystem.'),
        path: z.string().min(1).default('.').describe('Its folder in the repository.'),
        ecosystem: z.enum(ECOSYSTEMS).optional().describe('Whose version file it has.'),
        tier: tier.optional(),
        type: type.optional(),
        description: z.string().optional().describe('One sentence.'),
        deprecated,
      }),
    )
    .min(1)
    .optional()
    .describe('The packages of a monorepo; default: one at `.`.'),
  registry: z
    .string()
    .optional()
    .describe('Where its packages are registered: one of the registries that the policy names, as `owner/name`.'),
  deprecated,
  policy: strict({
    rules: ruleSettings(RULES).prefault({}).describe('Stricter levels and options than the organisation’s.'),
    'pull-requests': strict({ rules: ruleSettings(PULL_REQUEST_RULES).prefault({}) }).prefault({}),
  })
    .optional()
    .describe('Tightens the organisation’s policy; it can’t loosen it.'),
}).meta({
  title: 'InnerSource manifest',
  description: 'What a repository says of itself: `innersource.yml` at its root or in `.github/`.',
});

export type Manifest = z.output<typeof manifestSchema>;

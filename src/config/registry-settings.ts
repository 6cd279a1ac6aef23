import { z } from 'zod';
import { REGISTRY_RULES } from '../registry/rules/index.ts';
import { ruleSettings, where } from './rule-settings.ts';
import { duration, oneOrMany, strict } from './schema.ts';

/** A tag beside the digest only tells people which version that is. */
const IMAGE = /^[a-z0-9][\w.:/-]{0,254}@sha256:[0-9a-f]{64}$/;
const REGISTRY_FORMATS = ['catalog', 'julia', 'python', 'npm', 'backstage', 'sap'] as const;

const repositoryName = z.string().regex(/^[^/\s]+\/[^/\s]+$/, { error: 'must be `owner/name`.' });

const registryMode = z.enum(['commit', 'pull-request']).describe('Write to the default branch, or by pull request.');
const registryMerge = z
  .enum(['automatic', 'manual'])
  .describe(
    'Who merges the registry’s pull requests: Innkeeper, while the rules pass and nobody holds it back, or a person.',
  );
const registryFormats = z.array(z.enum(REGISTRY_FORMATS)).describe('What is written beside the catalogue.');

/** Where and how releases are registered. */
export const registrySettings = strict({
  repository: repositoryName.optional().describe('The package registry; default `<org>/registry`.'),
  mode: registryMode.default('commit'),
  merge: registryMerge.default('automatic'),
  waiting: strict({
    'new-package': duration.prefault('3 days').describe('Before a package’s first version is merged.'),
    'new-version': duration.prefault(0).describe('Before a further version is merged.'),
  })
    .prefault({})
    .describe('How long a pull request stays open for objections before it is merged by itself.'),
  'verify-image': z
    .string()
    .regex(IMAGE, { error: 'must be a container image by its digest, such as `ghcr.io/acme/innkeeper@sha256:…`.' })
    .optional()
    .describe(
      'A container image of Innkeeper, by its digest: the registry is then offered a workflow with which it checks itself.',
    ),
  formats: registryFormats.default(['catalog']),
  tags: z
    .array(z.string())
    .default([])
    .describe('Patterns of tags that can’t be read otherwise, such as `{package}_v{version}`.'),
  prereleases: z.boolean().default(true).describe('Register prereleases too.'),
  notify: oneOrMany(z.string())
    .default([])
    .describe(
      'Globs over names of repositories that are sent the event `innersource-release` for each new version of a package they need.',
    ),
  rules: ruleSettings(REGISTRY_RULES).prefault({}).describe('What a version must fulfil to be registered.'),
  others: z
    .array(
      strict({
        repository: repositoryName.describe('The registry.'),
        where: where.optional(),
        mode: registryMode.optional(),
        merge: registryMerge.optional(),
        formats: registryFormats.optional(),
      }),
    )
    .default([])
    .describe(
      'Further registries. A repository’s packages go to the one that its manifest names, else to the first whose `where` holds, else to the one above; what isn’t set here is as above.',
    ),
})
  .prefault({})
  .describe('Where and how releases are registered.');

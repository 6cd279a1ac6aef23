import semver from 'semver';
import { z } from 'zod';
import type { PackageEntry } from '../../../domain/package-entry.ts';
import { PACKAGE_TYPES } from '../../../domain/package-type.ts';
import { ECOSYSTEMS } from '../../../domain/project.ts';
import { TIERS } from '../../../domain/tier.ts';

const gitHash = z.string().regex(/^[0-9a-f]{40}$/, { error: 'must be 40 hexadecimal digits' });
const text = z.string().exactOptional();

const version = z.strictObject({
  version: z.string().refine((written) => semver.valid(written) !== null, { error: 'must be a semantic version' }),
  tag: z.string().min(1),
  commit: gitHash,
  tree: gitHash,
  released: z.iso.datetime({ offset: true }),
  prerelease: z.boolean(),
  yanked: z.union([z.boolean(), z.string().min(1)]),
  dependencies: z.array(
    z.strictObject({
      name: z.string().min(1),
      range: z.string().nullable(),
      kind: z.enum(['runtime', 'development', 'optional', 'weak']),
    }),
  ),
  assets: z.array(
    z.strictObject({
      name: z.string().min(1),
      size: z.int().min(0),
      sha256: z
        .string()
        .regex(/^[0-9a-f]{64}$/, { error: 'must be 64 hexadecimal digits' })
        .nullable(),
      url: z.string(),
    }),
  ),
});

/** An entry of the catalogue, as it must be written. */
export const entrySchema = z.strictObject({
  name: z.string().min(1),
  title: z.string().nullable(),
  description: z.string().nullable(),
  repository: z.string().regex(/^[^/\s]+\/[^/\s]+$/, { error: 'must be owner/name' }),
  url: z.string(),
  path: z.string().min(1),
  ecosystem: z.enum(ECOSYSTEMS),
  type: z.enum(PACKAGE_TYPES).nullable(),
  tier: z.enum(TIERS).nullable(),
  owners: z.array(z.string()),
  support: z.strictObject({ channel: text, response: text, bugs: text, features: text }),
  documentation: z.string().nullable(),
  license: z.string().nullable(),
  topics: z.array(z.string()),
  deprecated: z.strictObject({ reason: text, alternative: text }).exactOptional(),
  versions: z.array(version).min(1),
}) satisfies z.ZodType<PackageEntry, unknown>;

/** The same as far as it must be for a registration to build on it: whose it is, and which versions it has. */
export const readableEntrySchema = z.object({
  ...entrySchema.shape,
  title: entrySchema.shape.title.catch(null),
  description: entrySchema.shape.description.catch(null),
  repository: z.string(),
  url: z.string().catch(''),
  path: z.string().catch('.'),
  ecosystem: entrySchema.shape.ecosystem.catch('generic'),
  type: entrySchema.shape.type.catch(null),
  tier: entrySchema.shape.tier.catch(null),
  owners: entrySchema.shape.owners.catch([]),
  support: entrySchema.shape.support.catch({}),
  documentation: entrySchema.shape.documentation.catch(null),
  license: entrySchema.shape.license.catch(null),
  topics: entrySchema.shape.topics.catch([]),
  deprecated: z.object({ reason: text, alternative: text }).exactOptional(),
  versions: z.array(
    z.object({
      version: version.shape.version,
      tag: z.string(),
      commit: z.string(),
      tree: z.string().catch(''),
      released: z.string().catch(''),
      prerelease: z.boolean().catch(false),
      yanked: version.shape.yanked.catch(false),
      dependencies: version.shape.dependencies.catch([]),
      assets: version.shape.assets.catch([]),
    }),
  ),
}) satisfies z.ZodType<PackageEntry, unknown>;

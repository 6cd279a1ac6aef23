import { z } from 'zod';
import type { Project } from '../domain/project.ts';
import type { Tier } from '../domain/tier.ts';
import { parseYaml } from './yaml.ts';

const entity = z.object({
  metadata: z.object({ name: z.string(), title: z.string(), description: z.string() }).partial(),
  spec: z.object({ owner: z.string(), lifecycle: z.string() }).partial().optional(),
});

/** Backstage's lifecycles are fewer than the tiers: only the unambiguous one is taken over. */
const TIER_OF_LIFECYCLE: Readonly<Record<string, Tier>> = { production: 'production' };

/**
 * What a Backstage entity says of the project: title, description, owner, lifecycle.
 * @param organization whose team an owner such as `group:platform` is
 * @see https://backstage.io/docs/features/software-catalog/descriptor-format
 */
export function readCatalogInfo(text: string, organization: string): Partial<Project> {
  // A catalogue may hold several documents; the first describes the repository.
  const first = text.replace(/^---[ \t]*\r?\n/, '').split(/^---[ \t]*$/m)[0] ?? '';
  const parsed = entity.safeParse(parseYaml('catalog-info.yaml', first).value);
  if (!parsed.success) return {};
  const { metadata, spec } = parsed.data;
  const owner = spec?.owner ? ownerOf(spec.owner, organization) : null;
  const tier = TIER_OF_LIFECYCLE[spec?.lifecycle ?? ''];
  return {
    ...(metadata.title ? { title: metadata.title } : {}),
    ...(metadata.description ? { description: metadata.description } : {}),
    ...(owner ? { owners: [owner] } : {}),
    ...(tier ? { tier } : {}),
  };
}

/** `group:default/platform`, `platform` → team; `user:alice` → person. */
function ownerOf(reference: string, organization: string): string | null {
  const found = /^(?:(group|user):)?(?:[^/]+\/)?([A-Za-z0-9_.-]+)$/i.exec(reference);
  if (!found?.[2]) return null;
  return found[1]?.toLowerCase() === 'user' ? `@${found[2]}` : `@${organization}/${found[2]}`;
}

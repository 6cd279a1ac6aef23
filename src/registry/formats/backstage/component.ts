import type { PackageEntry } from '../../../domain/package-entry.ts';
import { parseOwner } from '../../../domain/person.ts';
import type { Tier } from '../../../domain/tier.ts';

/** What a catalogue tells of a package, or of a project that has none registered. */
export type Described = Pick<
  PackageEntry,
  | 'name'
  | 'title'
  | 'description'
  | 'repository'
  | 'url'
  | 'path'
  | 'type'
  | 'tier'
  | 'owners'
  | 'topics'
  | 'documentation'
>;

/** Backstage's `Component`, as far as it is ours; see its descriptor format. */
export interface Component {
  readonly apiVersion: 'backstage.io/v1alpha1';
  readonly kind: 'Component';
  readonly metadata: {
    readonly name: string;
    readonly title?: string;
    readonly description?: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
    readonly tags: readonly string[];
    readonly links: readonly { readonly url: string; readonly title: string }[];
  };
  readonly spec: { readonly type: string; readonly lifecycle: Lifecycle; readonly owner: string };
}

type Lifecycle = 'experimental' | 'production' | 'deprecated';

const LIFECYCLES: Readonly<Record<Tier, Lifecycle>> = {
  prototype: 'experimental',
  research: 'experimental',
  tooling: 'production',
  production: 'production',
};

const LONGEST = 63;

export function componentOf(described: Described, options: { deprecated?: boolean } = {}): Component {
  const { title, description, documentation, tier, type } = described;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: entityName(described.name),
      ...(title ? { title } : {}),
      ...(description ? { description } : {}),
      labels: {
        ...(tier ? { 'innersource-tier': tier } : {}),
        ...(type ? { 'innersource-type': type } : {}),
      },
      annotations: {
        'github.com/project-slug': described.repository,
        ...(isAddress(described.url) ? { 'backstage.io/source-location': `url:${sourceOf(described)}/` } : {}),
      },
      tags: described.topics.flatMap(tagOf),
      links: documentation && isAddress(documentation) ? [{ url: documentation, title: 'Documentation' }] : [],
    },
    spec: {
      type: 'library',
      lifecycle: options.deprecated ? 'deprecated' : tier ? LIFECYCLES[tier] : 'experimental',
      owner: ownerOf(described.owners),
    },
  };
}

/** `@acme/http-client` → `acme-http-client`: letters and digits, with single `-`, `_` or `.` between them, at most 63. */
export function entityName(name: string): string {
  const safe = name.replace(/[^A-Za-z0-9_.-]+/g, '-').replace(/([-_.])[-_.]+/g, '$1');
  return trimmed(safe) || 'unnamed';
}

function tagOf(topic: string): string[] {
  const tag = trimmed(topic.toLowerCase().replace(/[^a-z0-9:+#]+/g, '-'));
  return tag ? [tag] : [];
}

function trimmed(text: string): string {
  return text
    .replace(/^[-_.]+/, '')
    .slice(0, LONGEST)
    .replace(/[-_.]+$/, '');
}

function sourceOf({ url, path }: Described): string {
  return path === '.' ? url : `${url}/tree/HEAD/${path.split('/').map(encodeURIComponent).join('/')}`;
}

/** Teams and people bear the names under which Backstage's GitHub provider knows them. */
function ownerOf(owners: readonly string[]): string {
  for (const written of owners) {
    const owner = parseOwner(written);
    if (owner?.kind === 'team') return `group:default/${owner.slug}`;
    if (owner?.kind === 'person') return `user:default/${entityName(owner.login)}`;
  }
  // The specification demands an owner; this one it shows as missing.
  return 'group:default/unknown';
}

function isAddress(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text);
}

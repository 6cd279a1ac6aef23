import type { Problem } from '../domain/problem.ts';
import type { Project, ProjectPackage } from '../domain/project.ts';
import { readCatalogInfo } from './catalog-info.ts';
import { parseManifest } from './files.ts';
import { readInnersourceJson } from './innersource-json.ts';
import type { Manifest } from './manifest.ts';

/** Where the manifest may stand; the first that is there counts. */
export const MANIFEST_PATHS = [
  'innersource.yml',
  'innersource.yaml',
  '.github/innersource.yml',
  '.github/innersource.yaml',
] as const;

/** What fills in where the manifest is silent. */
export const FALLBACK_PATHS = ['catalog-info.yaml', 'catalog-info.yml', 'innersource.json'] as const;

export interface ReadProject {
  readonly project: Project;
  readonly manifest: Manifest | null;
  readonly problems: readonly Problem[];
}

/**
 * What a repository says of itself: its manifest, and what that leaves open from `catalog-info.yaml`, then from `innersource.json`. A broken
 * file is reported and passed over.
 * @param texts path → text of the files among {@link MANIFEST_PATHS} and {@link FALLBACK_PATHS} that exist
 */
export function readProject(
  texts: ReadonlyMap<string, string>,
  repository: { readonly owner: string; readonly name: string },
): ReadProject {
  const path = MANIFEST_PATHS.find((candidate) => texts.has(candidate));
  const parsed = path ? parseManifest(path, texts.get(path) ?? '') : { value: null, problems: [] };
  const fallbacks = FALLBACK_PATHS.filter((candidate) => texts.has(candidate)).map((candidate) => ({
    path: candidate,
    said: candidate.endsWith('.json')
      ? readInnersourceJson(texts.get(candidate) ?? '')
      : readCatalogInfo(texts.get(candidate) ?? '', repository.owner),
  }));
  const own = parsed.value ? said(parsed.value) : {};
  const merged = [...fallbacks].reverse().reduce<Partial<Project>>((below, { said: above }) => merge(above, below), {});
  const whole = merge(own, merged);
  const source = path ?? fallbacks.find(({ said: words }) => Object.keys(words).length > 0)?.path ?? null;
  const name = whole.name ?? repository.name;
  return {
    manifest: parsed.value,
    problems: parsed.problems,
    project: {
      owners: [],
      trustedCommitters: [],
      support: {},
      contributions: [],
      skills: [],
      // Julia's repositories are called after their package, with an ending that isn't part of its name.
      packages: [{ name: whole.name ?? repository.name.replace(/(?<=.)\.jl$/, ''), path: '.' }],
      ...whole,
      name,
      ...(own.name === undefined && own.packages === undefined ? { unnamed: true } : {}),
      source,
    },
  };
}

/** What stands above wins; an empty list says nothing. */
function merge(above: Partial<Project>, below: Partial<Project>): Partial<Project> {
  const spoken = Object.entries(above).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  return { ...below, ...Object.fromEntries(spoken) };
}

function said(manifest: Manifest): Partial<Project> {
  const { name, title, description, type, domain, tier, documentation, deprecated, registry } = manifest;
  return defined({
    name,
    title,
    description,
    type,
    domain,
    tier,
    registry,
    documentation,
    deprecated: deprecated && defined(deprecated),
    owners: manifest.owners,
    trustedCommitters: manifest['trusted-committers'],
    // Every sentence that holds the promise says "within" itself.
    support: defined({ ...manifest.support, response: manifest.support.response?.replace(/^\s*within\s+/i, '') }),
    contributions: manifest.contributions,
    skills: manifest.skills,
    packages: manifest.packages?.map((each) => {
      const own = { ...each, path: tidy(each.path), deprecated: each.deprecated && defined(each.deprecated) };
      return defined(own) as ProjectPackage;
    }),
  });
}

function tidy(path: string): string {
  return path.replace(/^\.\//, '').replace(/\/+$/, '') || '.';
}

/** Leaves out what is `undefined`. */
function defined<T extends object>(value: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>;
  };
}

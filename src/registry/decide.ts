import semver from 'semver';
import type { PackageEntry, PackageVersion } from '../domain/package-entry.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { RuleSetting } from '../domain/verdict.ts';
import type { Candidate } from './candidate.ts';
import type { Registration } from './formats/format.ts';
import { REGISTRY_RULES } from './rules/index.ts';

export type Decision =
  | { readonly kind: 'accepted'; readonly registration: Registration; readonly warnings: readonly Refusal[] }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[]; readonly warnings: readonly Refusal[] };

/** Decides whether a version may enter the registry, and what the package's entry then is. */
export function decide(candidate: Candidate, settings: readonly RuleSetting[]): Decision {
  const byId = new Map(settings.map((setting) => [setting.rule, setting]));
  const weighed = REGISTRY_RULES.flatMap((rule) => {
    const setting = byId.get(rule.id);
    if (!setting || setting.level === 'off' || setting.mode === 'off') return [];
    const objection = rule.evaluate(candidate, setting.options as Readonly<Record<string, unknown>>);
    return objection ? [{ level: setting.level, refusal: { rule: rule.id, ...objection } }] : [];
  });
  const refusals = weighed.filter(({ level }) => level === 'error').map(({ refusal }) => refusal);
  const warnings = weighed.filter(({ level }) => level !== 'error').map(({ refusal }) => refusal);
  if (refusals.length > 0) return { kind: 'refused', refusals, warnings };
  return { kind: 'accepted', registration: { entry: entryOf(candidate), candidate }, warnings };
}

function entryOf(candidate: Candidate): PackageEntry {
  const { project, repository, registered, versionFile } = candidate;
  const own = candidate.package;
  const others = (registered?.versions ?? []).filter(({ version }) => version !== candidate.version);
  const versions = [...others, versionOf(candidate)].sort((one, other) =>
    semver.compareBuild(one.version, other.version),
  );
  const entry = {
    name: own.name,
    title: own.path === '.' ? (project.title ?? null) : null,
    description: own.description ?? project.description ?? null,
    repository: `${repository.owner}/${repository.name}`,
    url: repository.url,
    path: own.path,
    ecosystem: own.ecosystem ?? versionFile?.ecosystem ?? 'generic',
    type: own.type ?? project.type ?? null,
    tier: own.tier ?? project.tier ?? null,
    owners: project.owners,
    support: project.support,
    documentation: project.documentation ?? null,
    license: versionFile?.content?.license ?? candidate.license,
    topics: repository.topics,
  } satisfies Omit<PackageEntry, 'versions'>;
  // An older version registered late doesn't turn back what the newest says of the package.
  const newest = versions.at(-1)?.version === candidate.version || !registered;
  return newest ? { ...entry, versions } : { ...registered, versions };
}

function versionOf({ version, release, commit, tree, prerelease, versionFile, registered }: Candidate): PackageVersion {
  const before = registered?.versions.find((each) => each.version === version);
  return {
    version,
    tag: release.tag,
    commit,
    tree: tree ?? '',
    released: release.publishedAt,
    prerelease: prerelease || release.prerelease,
    yanked: before?.yanked ?? false,
    dependencies: versionFile?.content?.dependencies ?? [],
    assets: release.assets,
  };
}

import semver from 'semver';
import type { EffectivePolicy } from '../domain/effective-policy.ts';
import type { PackageEntry, PackageVersion } from '../domain/package-entry.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { ReleaseAsset } from '../domain/release.ts';
import type { Candidate } from './candidate.ts';
import { ecosystemOf, tierOf, typeOf } from './dependencies.ts';
import { deprecationOf } from './deprecation.ts';
import type { Registration } from './formats/format.ts';
import { REGISTRY_RULES } from './rules/index.ts';
import { WITHDRAWN } from './withdraw.ts';

export type Decision =
  | { readonly kind: 'accepted'; readonly registration: Registration; readonly warnings: readonly Refusal[] }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[]; readonly warnings: readonly Refusal[] };

/** Decides whether a version may enter the registry, and what the package's entry then is. */
export function decide(candidate: Candidate, policy: Pick<EffectivePolicy, 'registryRules' | 'mayDependOn'>): Decision {
  const byId = new Map(policy.registryRules.map((setting) => [setting.rule, setting]));
  const weighed = REGISTRY_RULES.flatMap((rule) => {
    const setting = byId.get(rule.id);
    const firm = rule.firm?.(candidate) ?? false;
    const level = firm ? 'error' : setting?.mode === 'off' ? 'off' : (setting?.level ?? 'off');
    if (level === 'off') return [];
    const options = (firm ? {} : setting?.options) as Readonly<Record<string, unknown>>;
    const objection = rule.evaluate(candidate, options, policy);
    return objection ? [{ level, refusal: { rule: rule.id, ...objection } }] : [];
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
  const deprecated = deprecationOf(project, own, repository.topics);
  const entry = {
    name: own.name,
    title: own.path === '.' ? (project.title ?? null) : null,
    description: own.description ?? project.description ?? null,
    repository: `${repository.owner}/${repository.name}`,
    url: repository.url,
    path: own.path,
    ecosystem: ecosystemOf(candidate),
    type: typeOf(candidate) ?? null,
    tier: tierOf(candidate) ?? null,
    owners: project.owners,
    support: project.support,
    documentation: project.documentation ?? null,
    license: versionFile?.content?.license ?? candidate.license,
    topics: repository.topics,
    ...(deprecated ? { deprecated } : {}),
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
    // Published again, it is back.
    yanked: before?.yanked === WITHDRAWN ? false : (before?.yanked ?? false),
    dependencies: versionFile?.content?.dependencies ?? [],
    assets: release.assets.map((asset) => withDigest(asset, before)),
  };
}

/** GitHub tells an asset's SHA-256 with the event alone: what is known of the same asset stays known. */
function withDigest(asset: ReleaseAsset, before: PackageVersion | undefined): ReleaseAsset {
  const same = before?.assets.find(
    ({ name, size, url }) => name === asset.name && size === asset.size && url === asset.url,
  );
  return asset.sha256 === null && same ? { ...asset, sha256: same.sha256 } : asset;
}

import semver from 'semver';
import type { ProjectPackage } from '../domain/project.ts';
import { normalise } from './version.ts';

/** What a release's tag means. */
export type TagReading =
  | {
      readonly kind: 'version';
      readonly package: ProjectPackage;
      readonly version: string;
      readonly prerelease: boolean;
    }
  /** Not a version by intent: `latest`, `v1`, `nightly`. */
  | { readonly kind: 'not-a-version'; readonly summary: string }
  /** A version, but which one, or of which package, can't be told. */
  | { readonly kind: 'unclear'; readonly summary: string; readonly fix: string };

interface Input {
  readonly tag: string;
  readonly packages: readonly ProjectPackage[];
  /** The repository's name. */
  readonly repository: string;
  /** Of the policy, such as `{package}_v{version}`; tried first. */
  readonly patterns?: readonly string[];
}

/** A tag cut in two; `name` is `null` where it names no package. */
interface Cut {
  readonly name: string | null;
  readonly version: string;
}

const MOVING =
  /^(?:latest|stable|nightly|edge|next|canary|current|main|master|head|dev|lts|beta|alpha)$|^(?:\D*[./@_-])?v?\d{1,4}(?:\.\d+)*(?:\.x)?$/i;
/** Meant as a version by whoever wrote it: two numbers first, or a date and nothing else. */
const LIKE_A_VERSION = /^v*(?:\d+\.\d|\d{8}$)/i;
/** Words before a version that name nothing. */
const NOISE = /^(?:releases?|rel|versions?|ver|tags?)$/i;
/** The beginning of a version. */
const NO_NAME = /^(?:v*\d+(?:\..*)?)?$/i;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
/** semantic-release writes its channel after the version: `v7.5.3@7.x`, `v9.0.0@next`. */
const CHANNEL = /@(?:[a-z][\w.-]*|\d+(?:\.\d+)?\.x)$/i;

/**
 * Reads `v1.2.3`, `1.2.3`, `name@1.2.3`, `@scope/name@1.2.3`, `name-v1.2.3`, `path/v1.2.3`, `name_1_2_3`, calendar versions and prereleases. Where
 * a tag may be cut in several places, the first cut that names a package counts.
 */
export function readTag(input: Input): TagReading {
  const { tag } = input;
  const patterned = (input.patterns ?? []).map((pattern) => matchPattern(tag, pattern)).find((found) => found !== null);
  if (patterned) return resolve(patterned, input);
  const cuts = cutsOf(/^v*\d+\.\d[^@]*@/i.test(tag) ? tag.replace(CHANNEL, '') : tag);
  const best = cuts.find(({ name }) => name === null || findPackage(name, input) !== undefined) ?? cuts[0];
  if (best) return resolve(best, input);
  if (MOVING.test(tag)) {
    return { kind: 'not-a-version', summary: `The tag ${tag} moves from release to release; it names no version.` };
  }
  if (!LIKE_A_VERSION.test(tag)) return { kind: 'not-a-version', summary: `The tag ${tag} holds no version.` };
  const fix = 'Tag the release in the manner of v1.2.3, v1.2.3-rc.1 or 2024.5.1.';
  return { kind: 'unclear', summary: `The tag ${tag} looks like a version, and is none that can be read.`, fix };
}

/** Every way to take a tag for a name and a version, the shortest name first; without a separator too, as in `go1.21` and `r4.13`. */
function cutsOf(tag: string): readonly Cut[] {
  const whole = normalise(tag) === null ? [] : [{ name: null, version: tag }];
  const cuts = [...tag.matchAll(/[@/_.-](?=v?\.?\d)|(?<=[a-z])(?=\d)/gi)].flatMap(({ index, 0: separator }): Cut[] => {
    const version = tag.slice(index + separator.length);
    const name = tag.slice(0, index);
    if (NO_NAME.test(name) || normalise(version) === null) return [];
    // `r4.13` is release 4.13; `r-4.13` is the package r.
    const named = separator === '' && /^r$/i.test(name) ? null : withoutNoise(name);
    // `release-2024-05-01` is a version; `nightly-2024-05-01` is a day.
    if (DATE.test(version)) return named === null ? [{ name: null, version }] : [];
    return [
      { name, version },
      { name: named, version },
    ];
  });
  return [...whole, ...cuts];
}

/** `rel/commons-lang` names commons-lang, `release` names nothing. */
function withoutNoise(name: string): string | null {
  const parts = name.split(/(?<=[/_-])/).filter((part) => !NOISE.test(part.replace(/[/_-]$/, '')));
  return parts.join('').replace(/[/_-]$/, '') || null;
}

function matchPattern(tag: string, pattern: string): Cut | null {
  const quoted = pattern.replace(/[.*+?^${}()[\]\\|]/g, '\\$&');
  const expression = quoted.replace('\\{package\\}', '(?<name>.+?)').replace('\\{version\\}', '(?<version>v?\\d.*)');
  const found = new RegExp(`^${expression}$`).exec(tag)?.groups;
  return found?.version ? { name: found.name ?? null, version: found.version } : null;
}

function resolve(cut: Cut, input: Input): TagReading {
  const { tag, packages } = input;
  const version = normalise(cut.version);
  if (!version) return { kind: 'not-a-version', summary: `${cut.version} in the tag ${tag} is no version.` };
  const found = cut.name === null ? sole(packages) : findPackage(cut.name, input);
  if (found) return { kind: 'version', package: found, version, prerelease: semver.prerelease(version) !== null };
  const names = packages.map(({ name }) => name).join(', ');
  return {
    kind: 'unclear',
    summary:
      cut.name === null
        ? `The tag ${tag} doesn’t say which package it releases.`
        : `The tag ${tag} names ${cut.name}, which is no package of this repository.`,
    fix: `Tag as name@${version} with one of the packages ${names}, add the package under packages: in innersource.yml, or have the tag’s pattern (such as prefix-{version}) added under registry.tags in the policy.`,
  };
}

function sole(packages: readonly ProjectPackage[]): ProjectPackage | undefined {
  return packages.length === 1 ? packages[0] : packages.find(({ path }) => path === '.');
}

/** By its name or folder, by the end of either, or by one that differs in separators alone; where several are meant, by none. */
function findPackage(name: string, { packages, repository }: Input): ProjectPackage | undefined {
  const wanted = name.toLowerCase();
  const matching = (same: (long: string) => boolean) => packages.filter((each) => same(each.name) || same(each.path));
  const exact = matching((long) => long.toLowerCase() === wanted);
  const bySegment = matching((long) => lastPart(long) === wanted || long.toLowerCase().endsWith(`/${wanted}`));
  const bySpelling = matching((long) => dashed(long) === dashed(wanted));
  const found = exact[0] ?? [bySegment, bySpelling].find(({ length }) => length === 1)?.[0];
  if (found) return found;
  const root = sole(packages);
  const spelt = dashed(wanted);
  const wholes = [repository, ...(root ? [root.name] : [])].map((whole) => dashed(lastPart(whole)));
  if (root && wholes.some((whole) => whole === spelt || (packages.length === 1 && whole.endsWith(`-${spelt}`))))
    return root;
  // `apache-arrow-js` is the package js of apache-arrow.
  return packages.find((each) => wholes.some((whole) => spelt === `${whole}-${dashed(lastPart(each.name))}`));
}

/** `@acme/http_client` → `acme-http-client`. */
function dashed(name: string): string {
  return name
    .toLowerCase()
    .replace(/^@/, '')
    .replace(/[/._-]+/g, '-');
}

/** `@acme/io` and `packages/io` end in io; `JSON.jl` is JSON. */
function lastPart(path: string): string {
  return (path.toLowerCase().split('/').at(-1) ?? '').replace(/\.(?:jl|js|py|rs)$/, '');
}

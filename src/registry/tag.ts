import semver from 'semver';
import type { ProjectPackage } from '../domain/project.ts';

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
  /** A version, but of which package can't be told. */
  | { readonly kind: 'unclear'; readonly summary: string; readonly fix: string };

const MOVING =
  /^(?:latest|stable|nightly|edge|next|canary|current|main|master|head|dev|lts|beta|alpha|v?\d+|v?\d+\.x)$/i;
const VERSION = String.raw`v?\.?(\d+(?:\.\d+){1,3}(?:[-.]?(?:alpha|beta|rc|a|b|pre|preview|dev|post|final|ga|m|milestone)[-.]?\d*)?(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?)`;
const PLAIN = new RegExp(`^(?:release[-/_]|rel[-/_]|version[-/_]|ver[-/_])?${VERSION}$`, 'i');
const PREFIXED = new RegExp(`^(.+?)(?:@|/|-|_)(?:release-)?${VERSION}$`, 'i');

/**
 * Reads `v1.2.3`, `1.2.3`, `name@1.2.3`, `@scope/name@1.2.3`, `name-v1.2.3`, `path/v1.2.3`, calendar versions and prereleases.
 * @param patterns of the policy, such as `{package}_v{version}`, tried first
 */
export function readTag(input: {
  tag: string;
  packages: readonly ProjectPackage[];
  repository: string;
  patterns?: readonly string[];
}): TagReading {
  const { tag, packages } = input;
  for (const pattern of input.patterns ?? []) {
    const found = matchPattern(tag, pattern);
    if (found) return resolve(found.name, found.version, input);
  }
  if (MOVING.test(tag)) {
    return { kind: 'not-a-version', summary: `The tag ${tag} moves from release to release; it names no version.` };
  }
  const plain = PLAIN.exec(tag)?.[1];
  if (plain) return resolve(null, plain, input);
  const prefixed = PREFIXED.exec(tag);
  if (prefixed?.[1] && prefixed[2]) return resolve(prefixed[1], prefixed[2], input);
  return {
    kind: 'not-a-version',
    summary: `The tag ${tag} holds no version${packages.length > 1 ? ' of a package' : ''}.`,
  };
}

function matchPattern(tag: string, pattern: string): { name: string | null; version: string } | null {
  const quoted = pattern.replace(/[.*+?^$()[\]\\|]/g, '\\$&');
  const expression = quoted.replace('{package}', '(?<name>.+?)').replace('{version}', '(?<version>\\d.*)');
  const found = new RegExp(`^${expression}$`).exec(tag)?.groups;
  return found?.version ? { name: found.name ?? null, version: found.version } : null;
}

function resolve(
  name: string | null,
  written: string,
  { tag, packages, repository }: { tag: string; packages: readonly ProjectPackage[]; repository: string },
): TagReading {
  const version = normalise(written);
  if (!version) return { kind: 'not-a-version', summary: `${written} in the tag ${tag} is no semantic version.` };
  const found = name === null ? sole(packages) : findPackage(name, packages, repository);
  if (!found) {
    return {
      kind: 'unclear',
      summary: `The tag ${tag} doesn’t say which package it releases.`,
      fix: `Tag as name@${version}, with one of the packages ${packages.map((each) => each.name).join(', ')}, or add the package to innersource.yml.`,
    };
  }
  return { kind: 'version', package: found, version, prerelease: semver.prerelease(version) !== null };
}

function sole(packages: readonly ProjectPackage[]): ProjectPackage | undefined {
  return packages.length === 1 ? packages[0] : packages.find(({ path }) => path === '.');
}

function findPackage(
  name: string,
  packages: readonly ProjectPackage[],
  repository: string,
): ProjectPackage | undefined {
  const wanted = name.toLowerCase().replace(/\/$/, '');
  const short = (each: string) => each.toLowerCase().split('/').at(-1);
  const exact = packages.find((each) => each.name.toLowerCase() === wanted || each.path.toLowerCase() === wanted);
  if (exact) return exact;
  const bySegment = packages.filter((each) => short(each.name) === wanted || short(each.path) === wanted);
  if (bySegment.length === 1) return bySegment[0];
  return packages.length === 1 && wanted === repository.toLowerCase() ? packages[0] : undefined;
}

/** Semantic version of what tags really hold: `1.2` → `1.2.0`, `2024.05.1` → `2024.5.1`, `1.2.3rc1` → `1.2.3-rc.1`. */
export function normalise(written: string): string | null {
  const strict = semver.valid(written);
  if (strict) return strict + buildOf(written);
  const parts = /^(\d+)\.(\d+)(?:\.(\d+))?(?:\.(\d+))?[-.]?(?:([a-z]+)[-.]?(\d*))?(-[0-9A-Za-z.-]+)?/i.exec(written);
  if (!parts) return null;
  const [, major = '0', minor = '0', patch = '0', fourth, stage, count] = parts;
  const prerelease = stage && !/^(?:final|ga|post)$/i.test(stage) ? `-${stage.toLowerCase()}.${count || '0'}` : '';
  return semver.valid(`${Number(major)}.${Number(minor)}.${Number(patch)}${prerelease}${fourth ? `+${fourth}` : ''}`);
}

function buildOf(written: string): string {
  return /\+[0-9A-Za-z.-]+$/.exec(written)?.[0] ?? '';
}

import semver from 'semver';
import type { PublishedVersion } from '../../domain/facts.ts';

/** A semantic version at the end of a tag: `v1.2.3`, `name@1.2.3`, `name-v1.2.3`, `path/v1.2.3`. */
const IN_TAG = /(?:^|[@/_-])v?(\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?)$/;

/** The newest release's version, prereleases only where there is nothing else; `null` where no tag is a semantic version. */
export function newestVersion(versions: readonly PublishedVersion[]): string | null {
  const read = versions.flatMap(({ tag }) => {
    const version = semver.valid(IN_TAG.exec(tag)?.[1] ?? '');
    return version ? [version] : [];
  });
  const stable = read.filter((version) => semver.prerelease(version) === null);
  return semver.rsort([...(stable.length > 0 ? stable : read)])[0] ?? null;
}

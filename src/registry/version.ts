import semver from 'semver';

/** Up to four numbers, and whatever follows. */
const NUMBERS = /^(\d+)\.(\d+)(?:\.(\d+))?(?:\.(\d+))?(.*)$/s;
/** Words for a version before the version, with their count: `rc1`, `-beta-2`, `.dev`. */
const STAGE =
  /^[-._]?(alpha|beta|preview|pre|rc|cr|devel|dev|milestone|snapshot|nightly|canary|next|ea|a|b|c|m)[-._]?((?:\d+(?:\.\d+)*)?)$/i;
/** Python's one-letter stages (PEP 440). */
const LONG_STAGES: Readonly<Record<string, string>> = { a: 'alpha', b: 'beta', c: 'rc' };

interface Suffix {
  /** A release after the release, as far as semantic versions can say it: a fourth number. */
  readonly extra?: number;
  readonly prerelease?: string;
  readonly build?: string;
}

/**
 * The semantic version that is meant by what tags and version files really hold: `1.2` is 1.2.0, `2024.05.1` is 2024.5.1, `1.2.3rc1` is 1.2.3-rc.1,
 * `1.2.3.4` is 1.2.3+4, `3.7c` is 3.7.3, `3_8_1` is 3.8.1, `1.3.1.RELEASE` is 1.3.1. What is one already stays as it is.
 * @returns `null` where no version can be read
 */
export function normalise(written: string): string | null {
  const text = written.trim().replace(/^v+\.?/i, '');
  const strict = semver.valid(text);
  if (strict) return strict + (/\+[0-9A-Za-z.-]+$/.exec(text)?.[0] ?? '');
  const found = NUMBERS.exec(dotted(text));
  const suffix = found ? suffixOf(found[5] ?? '') : null;
  if (!found || !suffix) return null;
  const [, major, minor, patch, fourth] = found;
  const { extra } = suffix;
  const third = patch ?? (extra === undefined ? '0' : String(extra));
  const build = [fourth, patch === undefined ? undefined : extra, suffix.build].filter((each) => each !== undefined);
  return valid(
    [major, minor, third].map((each) => String(Number(each))).join('.'),
    suffix.prerelease ? `-${suffix.prerelease}` : '',
    build.length > 0 ? `+${build.join('.')}` : '',
  );
}

function valid(numbers: string, prerelease: string, build: string): string | null {
  const version = semver.valid(numbers + prerelease);
  return version && semver.valid(version + build) ? version + build : null;
}

/** Underscores and the hyphens of a date, where they stand for dots. */
function dotted(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text.replaceAll('-', '.');
  return text.includes('.') ? text : text.replace(/^\d+(?:_\d+)+/, (numbers) => numbers.replaceAll('_', '.'));
}

function suffixOf(text: string): Suffix | null {
  const [, rest = '', build] = /^([^+]*)(?:\+([0-9A-Za-z.-]+))?$/.exec(text) ?? [];
  const own = build === undefined ? {} : { build };
  if (rest === '' || /^[-._]?(?:release|final|ga)$/i.test(rest))
    return text === '' || rest !== '' || build ? own : null;
  // One letter is the n-th release after the release; with a number it is a stage.
  if (/^[a-z]$/i.test(rest)) return { ...own, extra: rest.toLowerCase().charCodeAt(0) - 96 };
  const post = /^[-._]?(?:post|patch|sp)[-._]?(\d+)$/i.exec(rest)?.[1];
  if (post) return { ...own, build: `post.${post}` };
  const [, stage = '', count = ''] = STAGE.exec(rest) ?? [];
  if (stage) {
    const word = stage.toLowerCase();
    return {
      ...own,
      prerelease: (LONG_STAGES[word] ?? word) + (count && `.${count.split('.').map(Number).join('.')}`),
    };
  }
  if (/^-[0-9A-Za-z]/.test(rest)) return { ...own, prerelease: rest.slice(1) };
  return /^\.[a-z]+\d*$/i.test(rest) ? { ...own, build: rest.slice(1) } : null;
}

/** The same version built otherwise, such as 1.2.3+docs; a number after the plus is a version of its own. */
export function isBuildFlavor(version: string): boolean {
  const build = semver.parse(version)?.build.join('.') ?? '';
  return build !== '' && !/^(?:post\.)?\d+(?:\.\d+)*$/.test(build);
}

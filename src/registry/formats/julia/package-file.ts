import type { Deprecation } from '../../../domain/project.ts';
import { joinSections, linesOf, openedTable, parseToml, sectionsOf, setKey } from './toml.ts';

/** What Package.toml says, in its order. */
export interface PackageIdentity {
  readonly name: string;
  readonly uuid: string;
  /** Where git finds the repository. */
  readonly repo: string;
  /** The package's folder, where it isn't the repository's root. */
  readonly subdir: string | null;
}

/**
 * A new Package.toml. Of one that stands there, everything is kept but the folder, since a package may move within its repository; where that
 * lives is for the registry's owners to change. No folder is no statement: a repository that lists no packages says nothing of it.
 */
export function writePackage(text: string | null, { name, uuid, repo, subdir }: PackageIdentity): string {
  if (text === null || text.trim() === '') {
    return Object.entries({ name, uuid, repo, subdir })
      .filter(([, value]) => value)
      .map(([key, value]) => `${key} = ${JSON.stringify(value)}\n`)
      .join('');
  }
  return subdir === null || parseToml(text).subdir === subdir ? text : withSubdir(text, subdir);
}

function withSubdir(text: string, subdir: string): string {
  const lines = linesOf(text);
  const firstTable = lines.findIndex((line) => openedTable(line) !== null);
  const keys = (firstTable < 0 ? lines : lines.slice(0, firstTable)).map(setKey);
  const known = keys.indexOf('subdir');
  const place = known >= 0 ? known : keys.findLastIndex((key) => key !== null) + 1;
  return `${lines.toSpliced(place, known >= 0 ? 1 : 0, `subdir = ${JSON.stringify(subdir)}`).join('\n')}\n`;
}

const DEPRECATED_TABLE = 'metadata.deprecated';
const DEPRECATED_KEYS = ['reason', 'alternative'] as const;

/**
 * Package.toml with what Pkg shows of a deprecated package; other metadata stays.
 * @param now `null` takes away what stands there
 */
export function withDeprecation(text: string, now: Deprecation | null): string {
  const sections = sectionsOf(text);
  const place = sections.findIndex(({ name }) => name === DEPRECATED_TABLE);
  if (now === null) return place < 0 ? text : joinSections(sections.toSpliced(place, 1));
  const { lines } = sections[place] ?? { lines: [`[${DEPRECATED_TABLE}]`] };
  const others = lines.filter((line) => !DEPRECATED_KEYS.some((key) => key === setKey(line)));
  const own = DEPRECATED_KEYS.flatMap((key) => (now[key] ? [`${key} = ${JSON.stringify(now[key])}`] : []));
  const section = { name: DEPRECATED_TABLE, lines: [...others, ...own] };
  if (String(section.lines) === String(lines) && place >= 0) return text;
  return joinSections(place < 0 ? [...sections, section] : sections.with(place, section));
}

/** The URL that git clones by: web addresses as registries write them, ending in `.git`, and without anybody's password. */
export function cloneUrl({ url: page, remote }: { readonly url: string; readonly remote?: string }): string {
  const url = remote || page;
  const open = url.replace(/^(https?:\/\/)[^/@]*@/, '$1');
  return /^https?:\/\//.test(open) && !open.endsWith('.git') ? `${open.replace(/\/+$/, '')}.git` : open;
}

/** Whether two URLs mean one repository: `git@host:owner/name.git` and `https://host/owner/name` do. */
export function isSameRepository(one: string, other: string): boolean {
  return addressOf(one) === addressOf(other);
}

function addressOf(url: string): string {
  return url
    .toLowerCase()
    .replace(/^[a-z+]+:\/\//, '')
    .replace(/^[^/@]*@/, '')
    .replace(/^([^/:]+):(?=[^/\d])/, '$1/')
    .replace(/(?:\.git)?\/*$/, '');
}

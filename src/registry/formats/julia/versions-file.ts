import semver from 'semver';
import type { PackageVersion } from '../../../domain/package-entry.ts';
import { joinSections, type Section, sectionsOf, setKey } from './toml.ts';

/** Versions of a Versions.toml → the tree that it names, in semver order. */
export function readVersions(text: string): ReadonlyMap<string, string> {
  return new Map(
    sectionsOf(text)
      .flatMap(({ name, lines }): [string, string][] => (name === null ? [] : [[name, treeIn(lines)]]))
      .sort(([one], [other]) => compareVersions(one, other)),
  );
}

/**
 * Adds a version, marks those yanked that the catalogue calls so, and keeps everything else that stands there: a mark too, unless the catalogue
 * had called the version so until now.
 */
export function writeVersions(
  text: string,
  added: PackageVersion,
  { now, before }: { readonly now: readonly PackageVersion[]; readonly before: readonly PackageVersion[] },
): string {
  const sections = sectionsOf(text);
  const yanked = yankedAmong(now);
  const lifted = new Set([...yankedAmong(before)].filter((version) => !yanked.has(version)));
  const known = sections.some(({ name }) => name === added.version);
  const fresh: Section = {
    name: added.version,
    lines: [`[${JSON.stringify(added.version)}]`, `git-tree-sha1 = ${JSON.stringify(added.tree)}`],
  };
  const marked = sections.map((section) => {
    if (lifted.has(section.name ?? '')) return unyank(section);
    return yanked.has(section.name ?? '') ? yank(section) : section;
  });
  if (known && marked.every((section, index) => section === sections[index])) return text;
  return joinSections(sorted(known ? marked : [...marked, yanked.has(added.version) ? yank(fresh) : fresh]));
}

/** The text with its versions in semver order. */
export function sortVersions(text: string): string {
  return joinSections(sorted(sectionsOf(text)));
}

function yankedAmong(versions: readonly PackageVersion[]): ReadonlySet<string> {
  return new Set(versions.filter((each) => each.yanked !== false).map(({ version }) => version));
}

function unyank(section: Section): Section {
  const lines = section.lines.filter((each) => setKey(each) !== 'yanked');
  return lines.length === section.lines.length ? section : { ...section, lines };
}

function yank(section: Section): Section {
  const { name, lines } = section;
  const line = lines.findIndex((each) => setKey(each) === 'yanked');
  if (line < 0) return { name, lines: [...lines, 'yanked = true'] };
  const now = (lines[line] ?? '').replace(/=\s*false/, '= true');
  return now === lines[line] ? section : { name, lines: lines.with(line, now) };
}

/** What stands before the first version stays there. */
function sorted(sections: readonly Section[]): readonly Section[] {
  return sections.toSorted((one, other) =>
    one.name === null || other.name === null
      ? Number(one.name !== null) - Number(other.name !== null)
      : compareVersions(one.name, other.name),
  );
}

/** As Julia orders them: build parts count too. What is no version stands last. */
function compareVersions(one: string, other: string): number {
  const [valid, otherValid] = [semver.valid(one) !== null, semver.valid(other) !== null];
  return valid && otherValid ? semver.compareBuild(one, other) : Number(otherValid) - Number(valid);
}

function treeIn(lines: readonly string[]): string {
  const line = lines.find((each) => setKey(each) === 'git-tree-sha1');
  return /=\s*["']([^"']*)["']/.exec(line ?? '')?.[1] ?? '';
}

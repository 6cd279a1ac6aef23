import semver from 'semver';
import { describe, expect, test } from 'vitest';
import type { ProjectPackage } from '../../src/domain/project.ts';
import { readTag } from '../../src/registry/tag.ts';
import { corporaPresent, readCorpus } from '../support/corpora.ts';

interface Case {
  readonly tag: string;
  readonly repo: string;
  readonly kind: 'release' | 'prerelease' | 'moving' | 'build-flavor' | 'not-a-release';
  readonly package: string | null;
  readonly version: string | null;
  readonly valid_semver?: boolean;
  readonly folder?: string;
  readonly manifest?: { readonly name: string | null };
}

const cases = corporaPresent ? readCorpus<{ tags: readonly Case[] }>('tags.json').tags : [];

/** What the manifest of a case's repository would declare: all packages that its cases name. */
function packagesOf(repo: string): readonly ProjectPackage[] {
  const found = new Map<string, ProjectPackage>();
  for (const each of cases) {
    const declared = each.repo === repo && each.kind !== 'moving' ? nameOf(each) : null;
    if (declared) found.set(declared, { name: declared, path: each.folder ?? '.' });
  }
  const [name = ''] = [repo.split('/')[1]];
  return found.size > 0 ? [...found.values()] : [{ name, path: '.' }];
}

/** A package that a case calls by its folder is declared by its own name. */
function nameOf({ package: name, manifest, folder }: Case): string | null {
  if (!name || name === '(whole repository)') return null;
  const own = manifest?.name;
  return (folder && own?.endsWith(`/${name}`) ? own : name).replace(/ \(whole repository\)$/, '');
}

/** The version as recorded, or, where that is no semantic one, the same leading numbers. */
function agrees(recorded: Case, version: string): boolean {
  if (recorded.valid_semver) return version === recorded.version;
  const numbers = (text: string) => (text.match(/\d+/g) ?? []).slice(0, 2).map(Number);
  return semver.valid(version) !== null && `${numbers(version)}` === `${numbers(recorded.version ?? '')}`;
}

function judge(each: Case): 'as recorded' | 'asks' | 'otherwise' {
  const repository = each.repo.split('/')[1] ?? '';
  const reading = readTag({ tag: each.tag, packages: packagesOf(each.repo), repository });
  if (reading.kind === 'unclear') return reading.fix ? 'asks' : 'otherwise';
  const noVersion = each.kind === 'moving' || each.kind === 'not-a-release';
  if (reading.kind === 'not-a-version' || noVersion) {
    return reading.kind === 'not-a-version' && noVersion ? 'as recorded' : 'otherwise';
  }
  const right =
    agrees(each, reading.version) &&
    reading.prerelease === (each.kind === 'prerelease') &&
    reading.package.name === (nameOf(each) ?? packagesOf(each.repo)[0]?.name);
  return right ? 'as recorded' : 'otherwise';
}

describe.skipIf(!corporaPresent)('the real tags', () => {
  test('are read as recorded, or ask for help', () => {
    const judged = cases.map((each) => ({ tag: each.tag, verdict: judge(each) }));
    expect(judged.filter(({ verdict }) => verdict === 'otherwise')).toEqual([]);
    const asking = judged.filter(({ verdict }) => verdict === 'asks').map(({ tag }) => tag);
    // Few enough that a maintainer isn't asked about what any reader would see.
    expect(asking.length / cases.length, asking.join(', ')).toBeLessThan(0.05);
  });
});

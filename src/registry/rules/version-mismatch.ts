import semver from 'semver';
import { z } from 'zod';
import type { Ecosystem } from '../../domain/project.ts';
import { levels } from '../../rules/rule.ts';
import type { Candidate } from '../candidate.ts';
import { normaliseName } from '../formats/python/distribution.ts';
import { isBuildFlavor, normalise } from '../version.ts';
import type { ReadVersionFile, VersionFileContent } from '../version-files/index.ts';
import { defineRegistryRule, type Objection } from './rule.ts';

export const versionMismatch = defineRegistryRule({
  id: 'version-mismatch',
  title: 'Version file agrees',
  help: {
    checks:
      'The version file at the tag (package.json, pyproject.toml, setup.cfg, Project.toml, Cargo.toml, pom.xml) holds the version that the tag names, and the name that the manifest gives the package; a go.mod that ends in `/v2` has tags `v2`. A version that is worked out at release time isn’t judged.',
    why: 'Else what people install calls itself something else.',
    mend: 'Set the version, or the name, in the file, commit, and tag that commit.',
  },
  levels: levels('error', 'error', 'error', 'error'),
  options: z.object({}),
  evaluate: (candidate) => {
    const { versionFile, release } = candidate;
    if (!versionFile) return null;
    const { path, content, problem } = versionFile;
    if (content) return versionObjection(candidate, path, content) ?? nameObjection(candidate, versionFile);
    return {
      summary: `${path} can’t be read at ${release.tag}: ${problem}.`,
      expected: 'A version file in order.',
      found: problem ?? 'Nothing.',
      fix: `Correct ${path}, commit, delete this release and its tag, and publish it again.`,
    };
  },
});

function versionObjection(candidate: Candidate, path: string, content: VersionFileContent): Objection | null {
  const { version, release, versionFile } = candidate;
  const { version: written, major } = content;
  if (written === null && (major === undefined || major === semver.major(version))) return null;
  if (written !== null && isSame(written, version, versionFile?.ecosystem)) return null;
  const found = written ?? `v${major} (${content.name})`;
  return {
    summary: `${path} says ${found}, the tag ${release.tag} says ${version}.`,
    expected: `version ${version} in ${path} at the tag.`,
    found,
    fix: `Set the version in ${path} to ${version}, commit, delete this release and its tag, and publish it again from that commit.`,
  };
}

/** Whether another build of a version may be registered, `version-format` says. */
function isSame(written: string, version: string, ecosystem: Ecosystem | undefined): boolean {
  const plain = isBuildFlavor(version) ? version.replace(/\+.*/, '') : version;
  const form = ecosystem === 'python' || ecosystem === 'maven' ? spelling : (text: string) => text;
  const read = normalise(written);
  return read !== null && [version, plain].some((each) => form(each) === form(read));
}

/** Python and Maven take `1.2.3-rc1`, `1.2.3rc1` and `1.2.3-RC.1` for one. */
function spelling(version: string): string {
  return version.toLowerCase().replace(/(?<=-[a-z]+)\.?(?=\d)/, '.');
}

/** Where the manifest names no package there is nothing to contradict, and a Go module's name is an address. */
function nameObjection({ package: own, project }: Candidate, file: ReadVersionFile): Objection | null {
  const { path, ecosystem, content } = file;
  const written = content?.name ?? null;
  if (written === null || project.unnamed || ecosystem === 'go') return null;
  if (isSameName(own.name, written, ecosystem)) return null;
  return {
    summary: `${path} calls the package ${written}, ${project.source ?? 'the catalogue'} calls it ${own.name}.`,
    expected: `The name ${own.name} in ${path}.`,
    found: written,
    fix: `Write name: "${written}" in innersource.yml, or rename the package in ${path}; commit, delete this release and its tag, and publish it again from that commit.`,
  };
}

/** As the package manager tells names apart; npm's scope may be left out, and so may the ending of a Julia repository. */
function isSameName(name: string, written: string, ecosystem: Ecosystem): boolean {
  if (ecosystem === 'npm') return name === written || name === written.replace(/^@[^/]+\//, '');
  if (ecosystem === 'julia') return name.replace(/\.jl$/, '') === written;
  return normaliseName(name) === normaliseName(written);
}

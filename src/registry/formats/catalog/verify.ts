import semver from 'semver';
import type { z } from 'zod';
import type { PackageEntry, PackageVersion } from '../../../domain/package-entry.ts';
import { readTag } from '../../tag.ts';
import { errorIn, twins } from '../finding.ts';
import type { Finding, RegistryTree } from '../format.ts';
import { catalogPath, formatEntry } from './entry.ts';
import { entrySchema } from './schema.ts';

/** Every file of the catalogue by itself, and no two of one name. */
export function verifyCatalog(tree: RegistryTree): readonly Finding[] {
  const paths = catalogPaths(tree);
  return [
    ...twins(paths, (path) => path.toLowerCase()).map(([path, twin]) => caseTwin(path, twin)),
    ...paths.flatMap((path) => verifyFile(path, tree.read(path) ?? '')),
  ];
}

/** Files that hold an entry each. */
export function catalogPaths({ paths }: RegistryTree): readonly string[] {
  return paths.filter((path) => /^packages\/.+\.json$/.test(path));
}

/** The entry as it stands there; `null` where it isn't as it must be written. */
export function soundEntry(text: string): PackageEntry | null {
  return entrySchema.safeParse(contentOf(text)).data ?? null;
}

function verifyFile(path: string, text: string): readonly Finding[] {
  const content = contentOf(text);
  if (content === undefined) return [errorIn(path, 'The file is no JSON.', { expected: 'An entry of the catalogue.' })];
  const { data: entry, error: problems } = entrySchema.safeParse(content, { reportInput: true });
  if (!entry) return problems.issues.map((issue) => schemaFinding(path, issue));
  const misplaced = path === catalogPath(entry.name) ? [] : [otherName(path, entry.name)];
  const sorted = entry.versions.map((each) => each.version).sort(semver.compareBuild);
  const outOfOrder = sorted.find((version, index) => version !== entry.versions[index]?.version);
  const order =
    outOfOrder === undefined
      ? []
      : [errorIn(path, 'The versions aren’t in semver order.', { expected: `${outOfOrder} earlier.` })];
  const double = twins(sorted, (version) => version).map(([version]) =>
    errorIn(path, `Version ${version} stands there twice.`, { fix: 'Remove one.' }),
  );
  const wrong = [
    ...twins(entry.versions, ({ tag }) => tag).map(([{ tag, version }, { version: other }]) =>
      errorIn(path, `${other} and ${version} have the same tag, ${tag}.`, { fix: 'Correct one.' }),
    ),
    ...entry.versions.flatMap((each) => otherVersion(path, entry, each)),
  ];
  const canonical = order.length > 0 || formatEntry(entry) === text ? [] : [notCanonical(path)];
  return [...misplaced, ...order, ...double, ...wrong, ...canonical];
}

/** What a version's tag says of it; nothing where it is read by a pattern of the policy. */
function otherVersion(path: string, { name, path: folder, repository }: PackageEntry, each: PackageVersion): Finding[] {
  const reading = readTag({
    tag: each.tag,
    packages: [{ name, path: folder }],
    repository: repository.split('/')[1] ?? '',
  });
  if (reading.kind !== 'version') return [];
  const { version, prerelease } = reading;
  if (version !== each.version) {
    return [
      errorIn(path, `The tag ${each.tag} isn’t that of ${each.version}.`, { expected: version, found: each.version }),
    ];
  }
  if (!prerelease || each.prerelease) return [];
  return [errorIn(path, `${version} isn’t marked as a prerelease.`, { expected: '"prerelease": true' })];
}

function contentOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function schemaFinding(path: string, issue: z.core.$ZodIssue): Finding {
  const place = issue.path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
  const found = issue.input === undefined ? 'Nothing.' : JSON.stringify(issue.input)?.slice(0, 100);
  const summary = `${place.replace(/^\./, '') || 'The entry'}: ${issue.message}.`;
  return errorIn(path, summary, found === undefined ? {} : { found });
}

function caseTwin(path: string, twin: string): Finding {
  const expected = 'Names that differ by more than case: some platforms take both for one file.';
  return errorIn(path, `The file differs from ${twin} by case alone.`, {
    expected,
    fix: 'Rename one of the packages.',
  });
}

function otherName(path: string, name: string): Finding {
  return errorIn(path, `The file holds the package ${name}.`, {
    expected: catalogPath(name),
    found: path,
    fix: 'Rename the file.',
  });
}

function notCanonical(path: string): Finding {
  return errorIn(path, 'The entry isn’t written in the canonical form.', {
    expected: 'Keys in their fixed order, two blanks for each level, one newline at the end.',
    fix: 'Write it anew with innkeeper register.',
  });
}

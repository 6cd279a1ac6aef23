import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { effectivePolicy } from '../config/effective.ts';
import { DEFAULT_POLICY } from '../config/policy.ts';
import { FALLBACK_PATHS, MANIFEST_PATHS, readProject } from '../config/project.ts';
import type { Refusal } from '../domain/refusal.ts';
import { UserError } from '../domain/user-error.ts';
import type { Candidate } from '../registry/candidate.ts';
import { decide } from '../registry/decide.ts';
import type { Format, RegistryFiles, Subject } from '../registry/formats/format.ts';
import { FORMATS } from '../registry/formats/index.ts';
import { writeFormats } from '../registry/formats/write.ts';
import { fromRegistry, namesOf, pathsToRead } from '../registry/from-registry.ts';
import { readTag } from '../registry/tag.ts';
import { inFolder, readVersionFile, VERSION_FILES } from '../registry/version-files/index.ts';
import { locate } from '../rules/documents/locate.ts';
import type { CliCommand } from './commands.ts';
import { EXIT } from './io.ts';
import { assertFolder, git } from './local/files.ts';
import { readPolicy, repositoryOf } from './local/project.ts';
import { formatOf, textOption } from './options.ts';

const FORMATS_OF_OUTPUT = ['text', 'json'] as const;

interface Report {
  readonly registered: readonly {
    readonly name: string;
    readonly version: string;
    readonly files: readonly string[];
  }[];
  readonly refused: readonly {
    readonly name: string;
    readonly version: string;
    readonly rule: string;
    readonly summary: string;
    readonly fix: string;
  }[];
}

export const register: CliCommand = {
  name: 'register',
  summary: 'Write a tagged version’s entry into a checkout of the registry. Exits 1 when it is refused.',
  define: (command) =>
    command
      .argument('[dir]', 'the checkout of the package’s repository', '.')
      .requiredOption('--tag <tag>', 'the release’s tag')
      .requiredOption('--registry <dir>', 'the checkout of the registry')
      .option('--package <name>', 'of a monorepo, where the tag doesn’t name it')
      .option('--policy <file>', 'the organisation’s policy; without it the built-in one holds')
      .option('--format <format>', FORMATS_OF_OUTPUT.join('|'), 'text'),
  async run([directory = '.'], options, io) {
    const format = formatOf(options, FORMATS_OF_OUTPUT);
    const policy = textOption(options, 'policy');
    const report = registerVersion({
      directory: resolve(io.cwd, directory),
      registry: resolve(io.cwd, textOption(options, 'registry') ?? ''),
      tag: textOption(options, 'tag') ?? '',
      named: textOption(options, 'package'),
      policy: policy === undefined ? undefined : resolve(io.cwd, policy),
      today: io.now().toISOString().slice(0, 10),
    });
    io.out(format === 'json' ? `${JSON.stringify(report, null, 2)}\n` : asText(report));
    return report.refused.length > 0 ? EXIT.findings : EXIT.fine;
  },
};

interface Input {
  readonly directory: string;
  readonly registry: string;
  readonly tag: string;
  readonly named: string | undefined;
  readonly policy: string | undefined;
  readonly today: string;
}

function registerVersion(input: Input): Report {
  const { directory, registry, tag } = input;
  assertFolder(directory);
  assertFolder(registry);
  const commit = git(directory, ['rev-parse', '--verify', '--quiet', `refs/tags/${tag}^{commit}`])?.trim();
  if (!commit)
    throw new UserError(`There is no tag ${tag} in ${directory}.`, { fix: 'Fetch the tags with: git fetch --tags' });
  const repository = repositoryOf(directory);
  const texts = textsAt(directory, commit, [...MANIFEST_PATHS, ...FALLBACK_PATHS]);
  const { project, manifest } = readProject(texts, repository);
  const packages = input.named ? project.packages.filter(({ name }) => name === input.named) : project.packages;
  if (packages.length === 0) {
    throw new UserError(`There is no package ${input.named}.`, {
      fix: `Name one of ${project.packages.map(({ name }) => name).join(', ')}.`,
    });
  }
  const reading = readTag({ tag, packages, repository: repository.name });
  if (reading.kind !== 'version') {
    const fix = reading.kind === 'unclear' ? reading.fix : 'Register a tag such as v1.2.3.';
    return refusals(project.name, tag, [{ rule: 'version-format', summary: reading.summary, fix }]);
  }
  const folder = reading.package.path;
  const release = {
    tag,
    name: null,
    notes: git(directory, ['tag', '--list', '--format=%(contents)', tag])?.trim() ?? '',
    draft: false,
    prerelease: reading.prerelease,
    publishedAt: new Date(git(directory, ['show', '--no-patch', '--format=%cI', commit])?.trim() ?? 0).toISOString(),
    url: '',
    assets: [],
  };
  const versionFiles = VERSION_FILES.map(({ file }) => inFolder(folder, file));
  const versionFile = readVersionFile(folder, reading.package.ecosystem, textsAt(directory, commit, versionFiles));
  const subject = { package: reading.package, versionFile };
  const formats = keptFormats(registry);
  const current = registryFiles(registry, formats, subject);
  const candidate: Candidate = {
    repository: { ...repository, url: git(directory, ['remote', 'get-url', 'origin'])?.trim() ?? '', topics: [] },
    project,
    package: reading.package,
    version: reading.version,
    prerelease: reading.prerelease,
    release,
    commit,
    tree:
      git(directory, [
        'rev-parse',
        '--verify',
        '--quiet',
        folder === '.' ? `${commit}^{tree}` : `${commit}:${folder}`,
      ])?.trim() || null,
    versionFile,
    license: licenseAt(directory, commit, versionFile),
    onDefaultBranch: git(directory, ['merge-base', '--is-ancestor', commit, 'HEAD']) !== null,
    ...fromRegistry(subject, { files: current, known: registeredNames(registry) }),
  };
  const policy = input.policy ? readPolicy(input.policy) : DEFAULT_POLICY;
  const effective = effectivePolicy({ policy, manifest, project, repository, today: input.today });
  const decision = decide(candidate, effective);
  const { name } = reading.package;
  if (decision.kind === 'refused') return refusals(name, reading.version, decision.refusals);
  const { changes, refusals: refused } = writeFormats(formats, decision.registration, current);
  if (refused.length > 0) return refusals(name, reading.version, refused);
  for (const { path: file, content } of changes) {
    mkdirSync(dirname(join(registry, file)), { recursive: true });
    writeFileSync(join(registry, file), content ?? '');
  }
  return { registered: [{ name, version: reading.version, files: changes.map((change) => change.path) }], refused: [] };
}

/** The catalogue, and each format whose files the registry has. */
function keptFormats(registry: string): readonly Format[] {
  return FORMATS.filter(({ home }) => home === null || existsSync(join(registry, home)));
}

function registryFiles(registry: string, formats: readonly Format[], subject: Subject): RegistryFiles {
  const files = new Map<string, string | null>();
  for (
    let paths = pathsToRead(subject, formats, files);
    paths.length > 0;
    paths = pathsToRead(subject, formats, files)
  ) {
    for (const path of paths) files.set(path, readOrNull(join(registry, path)));
  }
  return files;
}

/** What the version file says, where there is a licence file to go with it. */
function licenseAt(directory: string, commit: string, versionFile: Candidate['versionFile']): string | null {
  const names = git(directory, ['ls-tree', '--name-only', '-z', commit])?.split('\0').filter(Boolean) ?? [];
  const found = locate(
    'license',
    names.map((path) => ({ path, type: 'file' })),
  )[0];
  return found ? (versionFile?.content?.license ?? 'NOASSERTION') : null;
}

function textsAt(directory: string, commit: string, paths: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    paths.flatMap((path): [string, string][] => {
      const text = git(directory, ['show', `${commit}:${path}`]);
      return text === null ? [] : [[path, text]];
    }),
  );
}

/** A checkout is there to be looked at: its folder is read, and no entry in it. */
function registeredNames(registry: string): readonly string[] {
  const folder = join(registry, 'packages');
  if (!existsSync(folder)) return [];
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return namesOf(paths.map((path) => `packages/${path.replaceAll(sep, '/')}`));
}

function readOrNull(path: string): string | null {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

function refusals(name: string, version: string, refused: readonly Refusal[]): Report {
  return { registered: [], refused: refused.map(({ rule, summary, fix }) => ({ name, version, rule, summary, fix })) };
}

function asText({ registered, refused }: Report): string {
  const lines = [
    ...registered.map(
      ({ name, version, files }) =>
        `registered ${name} ${version}${files.length > 0 ? `: ${files.join(', ')}` : ' (unchanged)'}`,
    ),
    ...refused.map(
      ({ name, version, rule, summary, fix }) =>
        `refused    ${name} ${version} (${rule}): ${summary}\n           fix: ${fix}`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

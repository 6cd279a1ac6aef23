import { resolve } from 'node:path';
import semver from 'semver';
import { DEFAULT_POLICY, type Policy } from '../config/policy.ts';
import { policyForProject } from '../config/registries.ts';
import type { Refusal } from '../domain/refusal.ts';
import { UserError } from '../domain/user-error.ts';
import { decide } from '../registry/decide.ts';
import type { Format } from '../registry/formats/format.ts';
import { writeFormats } from '../registry/formats/write.ts';
import { formatsNamed, fromRegistry } from '../registry/from-registry.ts';
import type { CliCommand } from './commands.ts';
import { EXIT } from './io.ts';
import { assertFolder } from './local/files.ts';
import { readPolicy, repositoryOf } from './local/project.ts';
import { formatsIn, readRegistryFiles, registeredNames, writeRegistryFiles } from './local/registry-folder.ts';
import { type Checkout, type ReadTagged, readTagged, type TaggedVersion } from './local/release.ts';
import { type LocalTag, listTags } from './local/tags.ts';
import { formatOf, textOption } from './options.ts';
import { registrationAsText } from './output/registration.ts';

const FORMATS_OF_OUTPUT = ['text', 'json'] as const;

/** What `register` did about each version. */
export interface RegistrationReport {
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

/** A report, and what a person should know beside it. */
interface Outcome extends RegistrationReport {
  readonly notes: readonly string[];
}

/** Rules on how a version follows another: nobody can mend a history, so it is taken as it is. */
const OF_HISTORY = ['version-sequence', 'breaking-notes'];

export const register: CliCommand = {
  define: (command) =>
    command
      .argument('[dir]', 'the checkout of the package’s repository', '.')
      .option('--tag <tag>', 'the release’s tag')
      .option('--all-tags', 'every tag that names a version, oldest version first')
      .requiredOption('--registry <dir>', 'the checkout of the registry')
      .option('--package <name>', 'of a monorepo, where the tag doesn’t name it')
      .option('--policy <file>', 'the organisation’s policy; without it the built-in one holds')
      .option('--format <format>', FORMATS_OF_OUTPUT.join('|'), 'text'),
  async run([given = '.'], options, io) {
    const format = formatOf(options, FORMATS_OF_OUTPUT);
    const policyFile = textOption(options, 'policy');
    const directory = resolve(io.cwd, given);
    const registry = resolve(io.cwd, textOption(options, 'registry') ?? '');
    assertFolder(directory);
    assertFolder(registry);
    const policy = policyFile === undefined ? DEFAULT_POLICY : readPolicy(resolve(io.cwd, policyFile));
    const checkout: Checkout = {
      directory,
      repository: repositoryOf(directory),
      policy,
      named: textOption(options, 'package'),
      today: io.now().toISOString().slice(0, 10),
    };
    const present = policyFile === undefined ? formatsIn(registry) : null;
    const target = {
      registry,
      formatsOf: (candidate: TaggedVersion['candidate']) => present ?? formatsByPolicy(policy, candidate),
    };
    const outcome =
      options.allTags === true ? all(checkout, target) : one(checkout, target, textOption(options, 'tag'));
    for (const note of outcome.notes) io.error(`${note}\n`);
    const { registered, refused } = outcome;
    io.out(format === 'json' ? `${JSON.stringify({ registered, refused }, null, 2)}\n` : registrationAsText(outcome));
    return refused.length > 0 ? EXIT.findings : EXIT.fine;
  },
};

/** A checkout of the registry, and what is kept in it. */
interface Target {
  readonly registry: string;
  readonly formatsOf: (candidate: TaggedVersion['candidate']) => readonly Format[];
}

/** Those of the registry that the policy chooses for the project. */
function formatsByPolicy(policy: Policy, { project, repository }: TaggedVersion['candidate']): readonly Format[] {
  return formatsNamed(policyForProject(policy, repository.owner, { project, repository }).registry.formats);
}

function one(checkout: Checkout, target: Target, name: string | undefined): Outcome {
  if (name === undefined) throw new UserError('Name a tag with --tag, or all with --all-tags.');
  const tag = listTags(checkout.directory).find((each) => each.name === name);
  if (!tag) {
    const fix = 'Fetch the tags with: git fetch --tags';
    throw new UserError(`There is no tag ${name} on a commit of ${checkout.directory}.`, { fix });
  }
  const tagged = readTagged(checkout, tag);
  return tagged.version ? registerVersion(tagged.version, target, checkout) : unread(tag, tagged);
}

/** Each version on top of those before it; a refused one doesn’t stop those after it. */
function all(checkout: Checkout, target: Target): Outcome {
  const read = listTags(checkout.directory).map((tag) => ({ tag, tagged: readTagged(checkout, tag) }));
  const versions = read
    .flatMap(({ tagged: { version } }) => (version ? [withoutHistory(version)] : []))
    .sort((one, other) => semver.compareBuild(one.candidate.version, other.candidate.version));
  const outcomes = [
    ...versions.map((version) => registerVersion(version, target, checkout)),
    ...read.flatMap(({ tag, tagged }) => {
      if (tagged.reading.kind === 'not-a-version')
        return [{ registered: [], refused: [], notes: [tagged.reading.summary] }];
      // Another package's tags are no business of whoever asked for one package.
      return tagged.reading.kind === 'unclear' && checkout.named === undefined ? [unread(tag, tagged)] : [];
    }),
  ];
  return {
    registered: outcomes.flatMap(({ registered }) => registered),
    refused: outcomes.flatMap(({ refused }) => refused),
    notes: outcomes.flatMap(({ notes }) => notes),
  };
}

function withoutHistory({ candidate, effective }: TaggedVersion): TaggedVersion {
  const registryRules = effective.registryRules.filter(({ rule }) => !OF_HISTORY.includes(rule));
  return { candidate, effective: { ...effective, registryRules } };
}

function unread({ name: tag }: LocalTag, { name, reading }: ReadTagged): Outcome {
  if (reading.kind === 'version') throw new Error(`${tag} was read.`);
  const fix = reading.kind === 'unclear' ? reading.fix : 'Register a tag such as v1.2.3.';
  return refusals(name, tag, [{ rule: 'version-format', summary: reading.summary, fix }]);
}

function registerVersion({ candidate, effective }: TaggedVersion, target: Target, { policy }: Checkout): Outcome {
  const { version, prerelease } = candidate;
  const { name } = candidate.package;
  if (prerelease && !policy.registry.prereleases) {
    const note = `${name} ${version} is a prerelease, which the policy leaves out of the registry.`;
    return { registered: [], refused: [], notes: [note] };
  }
  const formats = target.formatsOf(candidate);
  const files = readRegistryFiles(target.registry, candidate, formats);
  const known = registeredNames(target.registry);
  const decision = decide({ ...candidate, ...fromRegistry(candidate, { files, known }) }, effective);
  if (decision.kind === 'refused') return refusals(name, version, decision.refusals);
  const { changes, refusals: unwritable, notes } = writeFormats(formats, decision.registration, files);
  if (unwritable.length > 0) return refusals(name, version, unwritable);
  writeRegistryFiles(target.registry, changes);
  return {
    registered: [{ name, version, files: changes.map(({ path }) => path) }],
    refused: [],
    notes: [...decision.warnings, ...notes].map(({ rule, summary }) => `${name} ${version}: ${summary} (${rule})`),
  };
}

function refusals(name: string, version: string, refused: readonly Refusal[]): Outcome {
  const entries = refused.map(({ rule, summary, fix }) => ({ name, version, rule, summary, fix }));
  return { registered: [], refused: entries, notes: [] };
}

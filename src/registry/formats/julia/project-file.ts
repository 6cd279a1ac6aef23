import { parse } from 'smol-toml';
import { tableOf, textOf } from '../../version-files/version-file.ts';
import { rangesOfSpecifier } from './compat-specifier.ts';
import { isUuid } from './uuid.ts';
import { formatRange } from './version-range.ts';

/** What a Julia package's Project.toml says at the tag, as the registry keeps it. */
export interface JuliaProject {
  readonly name: string;
  /** In lower case. */
  readonly uuid: string;
  /** Name → UUID. */
  readonly deps: ReadonlyMap<string, string>;
  readonly weakDeps: ReadonlyMap<string, string>;
  /** Name → what the registry writes of its ranges; `julia` among them. */
  readonly compat: ReadonlyMap<string, Ranges>;
  readonly weakCompat: ReadonlyMap<string, Ranges>;
}

/** One range, or several as a list. */
export type Ranges = string | readonly string[];

/** Why a Project.toml can't be registered: the rule that it breaks, and how it is mended. */
export interface ProjectProblem {
  readonly rule: 'identity' | 'dependency-bounds';
  readonly summary: string;
  readonly expected: string;
  readonly found: string;
  readonly fix: string;
}

const NAME = /^[\p{L}_][\p{L}\p{N}_!]*$/u;

/** Reads a Project.toml; problems in place of the project where the registry can't hold it. */
export function readJuliaProject(
  path: string,
  text: string,
): { readonly project: JuliaProject } | { readonly problems: readonly ProjectProblem[] } {
  const content = contentOf(text);
  const compat = tableOf(content.compat);
  const [name, uuid] = [textOf(content.name) ?? '', (textOf(content.uuid) ?? '').toLowerCase()];
  const deps = uuidsOf(content.deps);
  const weakDeps = uuidsOf(content.weakdeps);
  const problems = [
    ...(NAME.test(name) ? [] : [noIdentity(path, 'name', name)]),
    ...(isUuid(uuid) ? [] : [noIdentity(path, 'uuid', uuid)]),
    ...[...deps, ...weakDeps]
      .filter(([, value]) => !isUuid(value))
      .map(([dependency, value]) => noUuid(path, dependency, value)),
    ...[...new Set(['julia', ...deps.keys(), ...weakDeps.keys()])]
      .filter((dependency) => compat[dependency] !== undefined && rangesFor(compat[dependency]) === null)
      .map((dependency) => noSpecifier(path, dependency, String(compat[dependency]))),
  ];
  if (problems.length > 0) return { problems };
  return {
    project: {
      name,
      uuid,
      deps,
      weakDeps,
      compat: compatOf(['julia', ...deps.keys()], compat),
      weakCompat: compatOf([...weakDeps.keys()], compat),
    },
  };
}

function contentOf(text: string): Readonly<Record<string, unknown>> {
  try {
    return tableOf(parse(text));
  } catch {
    // What is wrong with it, version-mismatch has said.
    return {};
  }
}

function uuidsOf(value: unknown): ReadonlyMap<string, string> {
  return new Map(Object.entries(tableOf(value)).map(([name, uuid]) => [name, (textOf(uuid) ?? '').toLowerCase()]));
}

function compatOf(names: readonly string[], compat: Readonly<Record<string, unknown>>): ReadonlyMap<string, Ranges> {
  return new Map(
    names.flatMap((name): [string, Ranges][] => {
      const ranges = rangesFor(compat[name]);
      return ranges ? [[name, ranges]] : [];
    }),
  );
}

function rangesFor(specifier: unknown): Ranges | null {
  const ranges = typeof specifier === 'string' ? rangesOfSpecifier(specifier)?.map(formatRange) : undefined;
  if (!ranges || ranges.length === 0) return null;
  return ranges.length === 1 ? (ranges[0] ?? null) : ranges;
}

function noIdentity(path: string, key: 'name' | 'uuid', found: string): ProjectProblem {
  const line = key === 'uuid' ? 'uuid = "…", as Julia’s UUIDs.uuid4() gives one' : 'name = "MyPackage"';
  return {
    rule: 'identity',
    summary: `${path} has no ${key} by which Julia could know the package.`,
    expected: `A line ${line}.`,
    found: found || 'None.',
    fix: `Add the line ${line}, to ${path}, and publish a new release.`,
  };
}

function noUuid(path: string, dependency: string, found: string): ProjectProblem {
  return {
    rule: 'identity',
    summary: `The dependency ${dependency} in ${path} has no UUID.`,
    expected: 'The UUID of the package.',
    found: found || 'None.',
    fix: `Add the dependency with Julia’s own Pkg.add("${dependency}"), and publish a new release.`,
  };
}

function noSpecifier(path: string, dependency: string, found: string): ProjectProblem {
  return {
    rule: 'dependency-bounds',
    summary: `The [compat] entry of ${dependency} in ${path} is none that Julia reads.`,
    expected: 'Versions such as "1.2", "0.3, 0.4", "~1.2.3", ">= 1.2" or "1.2 - 1.5".',
    found,
    fix: `Correct the entry of ${dependency} under [compat] in ${path}, and publish a new release.`,
  };
}

import { RULES } from '../rules/index.ts';
import { type Manifest, manifestSchema } from './manifest.ts';
import { nearest } from './nearest.ts';
import { type CrossProblem, type Parsed, parseWith } from './parse.ts';
import { type Policy, policySchema } from './policy.ts';

/** Reads an organisation's policy; every problem with its place. */
export function parsePolicy(file: string, text: string): Parsed<Policy> {
  return parseWith<Policy>({
    file,
    text,
    schema: policySchema,
    crossChecks: [tiersRequireKnownRules, waiversNameKnownRules, registriesAreDistinct],
  });
}

/** Reads a project's manifest; every problem with its place. */
export function parseManifest(file: string, text: string): Parsed<Manifest> {
  return parseWith<Manifest>({
    file,
    text,
    schema: manifestSchema,
    crossChecks: [domainIsNamed, packagesAreDistinct, packagePathsStayInside],
  });
}

const RULE_IDS = RULES.map(({ id }) => id);

function unknownRule(id: string): string {
  const meant = nearest(id, RULE_IDS);
  return `There is no rule \`${id}\`.${meant ? ` Did you mean \`${meant}\`?` : ''}`;
}

function tiersRequireKnownRules(policy: Policy): CrossProblem[] {
  return Object.entries(policy.tiers).flatMap(([tier, { requires }]) =>
    requires.flatMap((id, index) =>
      RULE_IDS.includes(id) ? [] : [{ path: ['tiers', tier, 'requires', index], message: unknownRule(id) }],
    ),
  );
}

function waiversNameKnownRules(policy: Policy): CrossProblem[] {
  return policy.waivers.flatMap(({ rule }, index) =>
    RULE_IDS.includes(rule) ? [] : [{ path: ['waivers', index, 'rule'], message: unknownRule(rule) }],
  );
}

function registriesAreDistinct({ registry: { repository, others } }: Policy): CrossProblem[] {
  const names = [repository, ...others.map((other) => other.repository)].map((name) => name?.toLowerCase());
  return others.flatMap(({ repository: name }, index) =>
    names.indexOf(name.toLowerCase()) <= index
      ? [{ path: ['registry', 'others', index, 'repository'], message: `Two registries are \`${name}\`.` }]
      : [],
  );
}

function domainIsNamed(manifest: Manifest): CrossProblem[] {
  if (manifest.type !== 'domain-specific' || manifest.domain) return [];
  return [{ path: ['type'], message: 'A domain-specific project names its `domain:`, such as `domain: imaging`.' }];
}

function packagesAreDistinct({ packages = [] }: Manifest): CrossProblem[] {
  return packages.flatMap(({ name, path }, index) => {
    const earlier = packages.slice(0, index);
    const sameName = earlier.some((other) => other.name.toLowerCase() === name.toLowerCase());
    const samePath = earlier.some((other) => other.path === path);
    return [
      ...(sameName ? [{ path: ['packages', index, 'name'], message: `Two packages are named \`${name}\`.` }] : []),
      ...(samePath ? [{ path: ['packages', index], message: `Two packages lie in \`${path}\`.` }] : []),
    ];
  });
}

function packagePathsStayInside({ packages = [] }: Manifest): CrossProblem[] {
  return packages.flatMap(({ path }, index) =>
    path.startsWith('/') || path.split('/').includes('..')
      ? [
          {
            path: ['packages', index, 'path'],
            message: `\`${path}\` leads out of the repository; name a folder in it.`,
          },
        ]
      : [],
  );
}

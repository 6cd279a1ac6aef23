import { describe, expect, test } from 'vitest';
import { parseManifest, parsePolicy } from '../../src/config/files.ts';
import type { Policy } from '../../src/config/policy.ts';
import { readProject } from '../../src/config/project.ts';
import { policyForProject, registryOf, registryProblems } from '../../src/config/registries.ts';
import { formatProblem } from '../../src/domain/problem.ts';
import { fullName } from '../../src/domain/repository.ts';

const SEVERAL = `registry:
  formats: [catalog, npm]
  others:
    - { repository: acme/julia, where: { topic: julia }, formats: [julia] }
    - { repository: acme/open, where: { type: open-source }, mode: pull-request }
    - { repository: acme/trials }
`;

function policy(text: string): Policy {
  const { value, problems } = parsePolicy('innkeeper.yml', `version: 1\n${text}`);
  if (!value) throw new Error(problems.map(({ message }) => message).join());
  return value;
}

function project(manifest: string) {
  return readProject(new Map([['innersource.yml', `version: 1\n${manifest}`]]), { owner: 'acme', name: 'kit' }).project;
}

function chosen(manifest: string, topics: readonly string[] = []) {
  const repository = { name: 'kit', topics };
  const own = policyForProject(policy(SEVERAL), 'acme', { project: project(manifest), repository });
  return { name: fullName(registryOf(own, 'acme')), mode: own.registry.mode, formats: own.registry.formats };
}

describe('of several registries', () => {
  test.each([
    ['', [], 'acme/registry', 'commit', ['catalog', 'npm']],
    ['', ['julia'], 'acme/julia', 'commit', ['julia']],
    ['type: open-source\n', [], 'acme/open', 'pull-request', ['catalog', 'npm']],
    ['type: open-source\n', ['julia'], 'acme/julia', 'commit', ['julia']],
    ['registry: acme/trials\n', ['julia'], 'acme/trials', 'commit', ['catalog', 'npm']],
    ['registry: Acme/Registry\n', ['julia'], 'acme/registry', 'commit', ['catalog', 'npm']],
  ] as const)('%j with topics %j are told apart', (manifest, topics, name, mode, formats) => {
    expect(chosen(manifest, topics)).toEqual({ name, mode, formats });
  });

  test('one that nobody knows is told at its line, with those that there are', () => {
    const problems = (manifest: string) => {
      const texts = new Map([['innersource.yml', `version: 1\n${manifest}`]]);
      return registryProblems(policy(SEVERAL), 'acme', { project: project(manifest), texts }).map(formatProblem);
    };
    expect(problems('tier: research\nregistry: evil/registry\n')).toEqual([
      'innersource.yml:3:11: There is no registry `evil/registry` in the policy. Name one of `acme/registry`, `acme/julia`, `acme/open`, `acme/trials`, or none.',
    ]);
    expect(problems('registry: acme/open\n')).toEqual([]);
    expect(problems('')).toEqual([]);
  });

  test('two of one name are one too many', () => {
    const text =
      'version: 1\nregistry:\n  repository: acme/a\n  others: [{ repository: acme/b }, { repository: Acme/A }]\n';
    const { problems } = parsePolicy('innkeeper.yml', text);
    expect(problems).toMatchObject([{ line: 4, message: 'Two registries are `Acme/A`.' }]);
  });

  test('the manifest’s is text', () => {
    expect(parseManifest('innersource.yml', 'version: 1\nregistry: [acme/a]\n').problems).toHaveLength(1);
  });
});

import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PackageEntry } from '../../src/domain/package-entry.ts';
import { catalogPath, formatEntry } from '../../src/registry/formats/catalog/entry.ts';

const policyWith = (keys: string) => `version: 1
mode: enforce
repositories: { exclude: [registry, .github] }
registry: { rules: { license: off }${keys && `, ${keys}`} }
`;

/**
 * A folder that describes an organisation for the stand-in.
 * @param packages each in a repository of its own, in order for its first release
 * @param registered packages that are in the registry already, of repositories that nobody sees
 * @param keys further ones of the policy's `registry`
 */
export function registryOrganisation({
  packages,
  registered = 0,
  keys = '',
}: {
  packages: number;
  registered?: number;
  keys?: string;
}): string {
  const directory = mkdtempSync(join(tmpdir(), 'innkeeper-load-'));
  const write = (path: string, text: string) => {
    mkdirSync(join(directory, path, '..'), { recursive: true });
    writeFileSync(join(directory, path), text);
  };
  write('org.yml', 'organization: acme\nmembers: { alice: { role: admin } }\n');
  write('repositories/.github/innkeeper.yml', policyWith(keys));
  write('repositories/registry/README.md', '# Registry\n');
  for (let index = 0; index < packages; index++) {
    const name = nameOf(index);
    write(
      `repositories/${name}/innersource.yml`,
      `version: 1\nname: ${name}\ntype: inner-source\ntier: prototype\nowners: ["@alice"]\n`,
    );
  }
  for (let index = 0; index < registered; index++) {
    const name = `lib-${String(index).padStart(5, '0')}`;
    write(`repositories/registry/${catalogPath(name)}`, formatEntry(entryOf(name)));
  }
  return directory;
}

/** Far enough from each other for `name-similar`. */
export function nameOf(index: number): string {
  const letters = [...String(index).padStart(3, '0')].map((digit) => 'bdfghklmnp'[Number(digit)]?.repeat(3));
  return `kit-${letters.join('')}`;
}

function entryOf(name: string): PackageEntry {
  return {
    name,
    title: null,
    description: 'A library that was registered long ago.',
    repository: `acme/${name}`,
    url: `https://github.example/acme/${name}`,
    path: '.',
    ecosystem: 'generic',
    type: 'inner-source',
    tier: 'production',
    owners: ['@alice'],
    support: {},
    documentation: null,
    license: 'MIT',
    topics: [],
    versions: [
      {
        version: '1.0.0',
        tag: 'v1.0.0',
        commit: '1'.repeat(40),
        tree: '2'.repeat(40),
        released: '2026-01-01T00:00:00Z',
        prerelease: false,
        yanked: false,
        dependencies: [],
        assets: [],
      },
    ],
  };
}

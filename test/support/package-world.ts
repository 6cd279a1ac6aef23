import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { SAMPLE_ORGANISATION } from '../../src/sandbox/sample/morning.ts';
import { startWorld, type TestWorld } from './world.ts';

/** alice may write to all, grace sees what everybody sees. */
const ORGANISATION = `
organization: acme
members: { alice: { role: admin }, grace: {} }
repositories:
  bridge: { visibility: private }
  kit: { visibility: public }
  registry: { visibility: internal }
`;

/**
 * An organisation with little but a public package (kit) and a private one (bridge), and a registry of these formats.
 * @param keys further ones of the policy's `registry`
 * @param more lines of org.yml
 */
export function startPackageWorld(formats: readonly string[], keys = '', more = ''): Promise<TestWorld> {
  const sample = readdirSync(join(SAMPLE_ORGANISATION, 'repositories')).map((name) => `repositories/${name}`);
  const manifest = (name: string) =>
    `version: 1\nname: "${name}"\ntype: inner-source\ntier: prototype\nowners: ["@alice"]\n`;
  const name = (short: string) => (formats.includes('npm') ? `@acme/${short}` : short);
  return startWorld({
    ...Object.fromEntries([...sample, 'branches'].map((path) => [path, null])),
    'org.yml': `${ORGANISATION}${more}`,
    'repositories/.github/innkeeper.yml': `version: 1
mode: enforce
repositories: { exclude: [registry, .github] }
registry: { formats: [${formats.join(', ')}], rules: { license: off }${keys && `, ${keys}`} }
`,
    'repositories/registry/README.md': '# Registry\n',
    'repositories/bridge/innersource.yml': manifest(name('bridge')),
    'repositories/kit/innersource.yml': manifest(name('kit')),
  });
}

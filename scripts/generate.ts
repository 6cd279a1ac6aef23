import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { manifestSchema } from '../src/config/manifest.ts';
import { policySchema } from '../src/config/policy.ts';
import { commandsPage } from './commands-page.ts';
import { keysPage } from './keys-page.ts';
import { rulesPage } from './rules-page.ts';

/** Files that are made from the code, so that they can't drift from it: path → content. */
const GENERATED: readonly (readonly [string, () => string])[] = [
  ['schemas/innkeeper.schema.json', () => jsonSchema(policySchema)],
  ['schemas/innersource.schema.json', () => jsonSchema(manifestSchema)],
  ['docs/rules.md', rulesPage],
  ['docs/commands.md', commandsPage],
  ['docs/keys.md', keysPage],
];

function jsonSchema(schema: z.ZodType): string {
  return `${JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'ref' }), null, 2)}\n`;
}

const check = process.argv.includes('--check');
const stale = GENERATED.filter(([path, content]) => !existsSync(path) || readFileSync(path, 'utf8') !== content());
for (const [path, content] of check ? [] : stale) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content());
}
if (check && stale.length > 0) {
  process.stderr.write(`Out of date: ${stale.map(([path]) => path).join(', ')}. Run: npm run generate\n`);
  process.exitCode = 1;
}

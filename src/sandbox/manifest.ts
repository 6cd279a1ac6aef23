import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** What the App asks for when it is registered. */
export const MANIFEST: {
  readonly default_permissions: Readonly<Record<string, 'read' | 'write'>>;
  readonly default_events: readonly string[];
} = parse(readFileSync(new URL('../../app.yml', import.meta.url), 'utf8'));

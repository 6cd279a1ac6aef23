import { catalog } from './catalog/index.ts';
import type { Format } from './format.ts';
import { julia } from './julia/index.ts';

/** Every format that can be written; the policy's `registry.formats` chooses among them. */
export const FORMATS: readonly Format[] = [catalog, julia];

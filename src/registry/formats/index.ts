import { catalog } from './catalog/index.ts';
import type { Format } from './format.ts';

/** Every format that can be written; the policy's `registry.formats` chooses among them. */
export const FORMATS: readonly Format[] = [catalog];

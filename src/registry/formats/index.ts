import { backstage } from './backstage/index.ts';
import { catalog } from './catalog/index.ts';
import type { Format } from './format.ts';
import { julia } from './julia/index.ts';
import { npm } from './npm/index.ts';
import { python } from './python/index.ts';
import { sap } from './sap/index.ts';

/** Every format that can be written; the policy's `registry.formats` chooses among them. */
export const FORMATS: readonly Format[] = [catalog, julia, python, npm, backstage, sap];

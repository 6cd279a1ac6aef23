import type { ConfigurableRule } from '../../config/rule-settings.ts';
export const REGISTRY_RULES: readonly ConfigurableRule[] = [];

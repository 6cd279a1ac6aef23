import { z } from 'zod';
import { PACKAGE_TYPES } from '../domain/package-type.ts';
import { TIERS, type Tier } from '../domain/tier.ts';
import { LEVELS, type Level, MODES, type Mode } from '../domain/verdict.ts';
import { oneOrMany, strict } from './schema.ts';

/** What configuration needs to know of any rule, of whichever list it is. */
export interface ConfigurableRule {
  readonly id: string;
  readonly title: string;
  readonly levels: Readonly<Record<Tier, Level>>;
  readonly options: z.ZodObject;
  readonly tighten?: (before: unknown, written: unknown) => object;
}

export const where = strict({
  tier: oneOrMany(z.enum(TIERS)).optional().describe('Holds for projects of these declared tiers.'),
  type: oneOrMany(z.enum(PACKAGE_TYPES)).optional().describe('Holds for projects of these types.'),
  repository: oneOrMany(z.string())
    .optional()
    .describe('Holds for repositories whose name matches one of these globs.'),
  topic: oneOrMany(z.string())
    .optional()
    .describe('Holds for repositories with a topic that matches one of these globs.'),
  visibility: oneOrMany(z.enum(['public', 'internal', 'private']))
    .optional()
    .describe('Holds for these visibilities.'),
}).describe('All that is named must hold; without it the setting holds everywhere.');

export type Where = z.output<typeof where>;

/** One setting of one rule, as written. */
export interface WrittenSetting {
  readonly level?: Level | undefined;
  readonly mode?: Mode | undefined;
  readonly where?: Where | undefined;
  /** The rule's own options: those written, no defaults. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** Rule id → its settings in the order written; a later one that holds wins. */
export type WrittenSettings = Readonly<Record<string, readonly WrittenSetting[]>>;

const level = z.enum(LEVELS).describe('off: not evaluated; only a failing `error` can fail a check.');
const mode = z.enum(MODES).describe("Wins over the organisation's mode for this rule.");

/** The schema of a `rules:` mapping over one list of rules. */
export function ruleSettings(rules: readonly ConfigurableRule[]): z.ZodType<WrittenSettings> {
  const shape = Object.fromEntries(rules.map((rule) => [rule.id, settingsOf(rule).optional()]));
  return strict(shape).transform((written) => written as WrittenSettings) as unknown as z.ZodType<WrittenSettings>;
}

const OWN_KEYS = ['level', 'mode', 'where'] as const;

function settingsOf(rule: ConfigurableRule) {
  // Written options keep no defaults: they are laid over those of an earlier setting first.
  const options = Object.fromEntries(
    Object.entries(rule.options.shape).map(([key, schema]) => [key, withoutDefault(schema as z.ZodType).optional()]),
  );
  const setting = strict({ level: level.optional(), mode: mode.optional(), where: where.optional(), ...options })
    .describe(rule.title)
    .transform((written): WrittenSetting => {
      const entries = Object.entries(written).filter(([key]) => !OWN_KEYS.includes(key as (typeof OWN_KEYS)[number]));
      const { level: own, mode: ownMode, where: holds } = written as Partial<WrittenSetting>;
      return { level: own, mode: ownMode, where: holds, options: Object.fromEntries(entries) };
    });
  const short = level.transform((short): WrittenSetting => ({ level: short, options: {} }));
  return z.union([
    short.transform((one) => [one]),
    setting.transform((one) => [one]),
    z.array(setting).describe('Several settings; a later one that holds wins.'),
  ]);
}

function withoutDefault(schema: z.ZodType): z.ZodType {
  if (!(schema instanceof z.ZodDefault)) return schema;
  const inner = schema.unwrap() as z.ZodType;
  return schema.description ? inner.describe(schema.description) : inner;
}

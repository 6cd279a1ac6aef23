import { z } from 'zod';
import { manifestSchema } from '../src/config/manifest.ts';
import { policySchema } from '../src/config/policy.ts';

/** The part of a JSON Schema that the page tells of. */
interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly string[];
  readonly format?: string;
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly default?: unknown;
  readonly description?: string;
}

/** The page of every key that the policy and the manifest may have, from their schemas. */
export function keysPage(): string {
  return [
    '# Every key',
    '',
    'Made from the schemas; change them there. What the keys under `rules` may be stands in [the rules](rules.md).',
    '',
    ...section('The policy', '`innkeeper.yml`. [The policy by example](policy.md) says how to use it.', policySchema),
    '',
    ...section('The manifest', '`innersource.yml`, in each repository.', manifestSchema),
    '',
  ].join('\n');
}

function section(title: string, intro: string, schema: z.ZodType): string[] {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;
  return [`## ${title}`, '', intro, '', '| key | value | default | meaning |', '|---|---|---|---|', ...rows(json, '')];
}

function rows({ properties = {}, required = [] }: Schema, above: string): string[] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const key = `${above}${name}`;
    const isRules = name === 'rules';
    const below = isRules ? [] : [...rows(schema, `${key}.`), ...rows(schema.items ?? {}, `${key}[].`)];
    // What only holds others needs no line of its own.
    if (schema.properties && !schema.description) return below;
    return [
      row(key, isRules ? 'rule → level, or a mapping' : kindOf(schema), required.includes(name), schema),
      ...below,
    ];
  });
}

function row(key: string, value: string, required: boolean, schema: Schema): string {
  const fallback = schema.properties ? '' : written(schema.default);
  return `| \`${key}\` | ${value} | ${required ? '*required*' : fallback} | ${schema.description ?? ''} |`;
}

function written(value: unknown): string {
  if (value === undefined) return '';
  return `\`${typeof value === 'string' ? value : JSON.stringify(value).replaceAll(',', ', ')}\``;
}

function kindOf(schema: Schema): string {
  if (schema.const !== undefined) return `\`${String(schema.const)}\``;
  if (schema.enum) return schema.enum.map((choice) => `\`${choice}\``).join(', ');
  // One value where a list may stand is told as the list.
  if (schema.anyOf) return kindOf(schema.anyOf.at(-1) ?? {});
  if (schema.type === 'array') return `a list of: ${kindOf(schema.items ?? {})}`;
  return WORDS[schema.format ?? schema.type ?? ''] ?? 'any';
}

const WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  uri: 'an address',
  date: 'a date',
  integer: 'a whole number',
  number: 'a number',
  boolean: '`true`, `false`',
  object: 'a mapping',
};

export type JsonSchema = Record<string, unknown>;

/** References reach from the small schema that is compiled to the one description. */
export function rebase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rebase);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, key === '$ref' ? `github${String(each)}` : rebase(each)]),
  );
}

/** OpenAPI 3.0's `nullable` in the words of JSON Schema, and what is wrong in the description put right. */
export function strict(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const { nullable, oneOf, allOf, ...rest } = value as JsonSchema & { oneOf?: unknown; allOf?: readonly JsonSchema[] };
  const schema = {
    ...rest,
    // Its alternatives overlap: every BasicError is a rule violation error too.
    ...(oneOf === undefined ? {} : { anyOf: oneOf }),
    // An installation's account is a user or an enterprise, not both.
    ...(allOf === undefined ? {} : allOf.some?.(({ title }) => title === 'Enterprise') ? { anyOf: allOf } : { allOf }),
  };
  return nullable === true ? { anyOf: [schema, { type: 'null' }] } : schema;
}

/** What is put together with other things in an `allOf` must let their properties pass. */
function openOnes(value: unknown, found = new Set<unknown>()): ReadonlySet<unknown> {
  if (typeof value !== 'object' || value === null) return found;
  const { allOf } = value as { allOf?: readonly JsonSchema[] };
  if (Array.isArray(allOf)) for (const each of allOf) found.add(each.$ref ?? each);
  for (const each of Object.values(value)) openOnes(each, found);
  return found;
}

/** Those of webhooks are such copies, behind what GitHub sends. */
const WEBHOOK = /^#\/components\/schemas\/webhook/;

/** A property that GitHub doesn't describe is one that the stand-in made up. */
function closeAll(value: unknown, open: ReadonlySet<unknown>, pointer = '#'): void {
  if (typeof value !== 'object' || value === null || WEBHOOK.test(pointer)) return;
  const schema = value as JsonSchema;
  const properties = (schema.properties ?? {}) as JsonSchema;
  // Errors carry their status too, which their description leaves out.
  const isError = 'message' in properties && 'documentation_url' in properties;
  const isObject = schema.properties !== undefined && schema.additionalProperties === undefined && !isError;
  if ((isObject || Array.isArray(schema.allOf)) && !open.has(value) && !open.has(pointer))
    schema.unevaluatedProperties = false;
  for (const [key, each] of Object.entries(value)) {
    if (key !== 'properties') closeAll(each, open, `${pointer}/${key}`);
    else for (const property of Object.values(each as JsonSchema)) closeAll(property, open);
  }
}

/** Closes the named forms. @param description changed in place */
export function close(description: { readonly components: unknown }): void {
  // Those written out in one place are copies of different ages.
  closeAll(description.components, openOnes(description), '#/components');
}

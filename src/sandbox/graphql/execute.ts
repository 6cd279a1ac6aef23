import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  buildSchema,
  execute,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  parse,
  validate,
} from 'graphql';
import type { Caller } from '../access.ts';
import type { Reply } from '../rest/router.ts';
import type { World } from '../world.ts';
import { MUTATIONS } from './mutations.ts';
import { QUERIES } from './queries.ts';

/** What resolvers know of the request. */
export interface Context {
  readonly world: World;
  readonly caller: Caller;
}

let schema: GraphQLSchema | null = null;

/** GitHub's own schema: a field that GitHub doesn't have is refused here too. Built at first use, in some 150 ms. */
function githubSchema(): GraphQLSchema {
  if (!schema) {
    const file = fileURLToPath(new URL('schema.graphql', import.meta.resolve('@octokit/graphql-schema')));
    // Unions and interfaces are told apart by the `__typename` that each object carries.
    schema = buildSchema(readFileSync(file, 'utf8'), { assumeValidSDL: true });
  }
  return schema;
}

/** Answers a GraphQL request as GitHub does: partial data beside errors that have a type. */
export async function executeGraphql(
  world: World,
  caller: Caller,
  request: { query: string; variables?: Record<string, unknown> },
): Promise<{ reply: Reply; write: boolean }> {
  const document = parse(request.query);
  const write = document.definitions.some(
    (each) => each.kind === 'OperationDefinition' && each.operation === 'mutation',
  );
  const problems = validate(githubSchema(), document);
  if (problems.length > 0)
    return {
      reply: {
        status: 200,
        json: { errors: problems.map((each) => ({ message: each.message, locations: each.locations })) },
      },
      write,
    };
  const result = await execute({
    schema: githubSchema(),
    document,
    rootValue: { ...QUERIES, ...MUTATIONS },
    contextValue: { world, caller } satisfies Context,
    variableValues: request.variables ?? {},
    fieldResolver: resolveField,
  });
  const errors = result.errors?.map((error) => ({
    type: error.extensions.type,
    path: error.path,
    locations: error.locations,
    message: error.message,
  }));
  return { reply: { json: { data: result.data, ...(errors ? { errors } : {}) } }, write };
}

/** Values and functions of the object itself; what it lacks is not made up. */
const resolveField: GraphQLFieldResolver<unknown, Context> = (source, args, context, info) => {
  const value = (source as Record<string, unknown>)[info.fieldName];
  if (value === undefined)
    throw new GraphQLError(`${info.parentType.name}.${info.fieldName} is not implemented by the sandbox.`);
  return typeof value === 'function' ? (value as (args: unknown, context: Context) => unknown)(args, context) : value;
};

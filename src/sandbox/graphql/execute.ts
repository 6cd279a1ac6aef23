import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  buildSchema,
  type DocumentNode,
  execute,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  parse,
  validate,
} from 'graphql';
import type { Caller } from '../access.ts';
import { Refused } from '../refused.ts';
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

/** A request that could be parsed, or what is wrong with it. */
export interface GraphqlRequest {
  readonly document: DocumentNode | null;
  readonly problems: readonly GraphQLError[];
  readonly variables: Readonly<Record<string, unknown>>;
  /** It is a mutation. */
  readonly write: boolean;
}

/** @throws Refused where there is no query */
export function readGraphql(body: Readonly<Record<string, unknown>>): GraphqlRequest {
  if (typeof body.query !== 'string')
    throw new Refused(400, 'A query attribute must be specified and must be a string.');
  const variables = (body.variables ?? {}) as Record<string, unknown>;
  try {
    const document = parse(body.query);
    const write = document.definitions.some(
      (each) => each.kind === 'OperationDefinition' && each.operation === 'mutation',
    );
    return { document, problems: validate(githubSchema(), document), variables, write };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { document: null, problems: [error], variables, write: false };
  }
}

/** Answers a GraphQL request as GitHub does: partial data beside errors that have a type. */
export async function executeGraphql(world: World, caller: Caller, request: GraphqlRequest): Promise<Reply> {
  const { document, problems, variables } = request;
  if (caller.kind === 'anonymous') throw new Refused(401, 'This endpoint requires you to be authenticated.');
  if (!document || problems.length > 0) {
    return { json: { errors: problems.map(({ message, locations }) => ({ message, locations })) } };
  }
  const result = await execute({
    schema: githubSchema(),
    document,
    rootValue: { ...QUERIES, ...MUTATIONS },
    contextValue: { world, caller } satisfies Context,
    variableValues: variables,
    fieldResolver: resolveField,
  });
  const errors = result.errors?.map((error) => ({
    type: error.extensions.type,
    path: error.path,
    locations: error.locations,
    message: error.message,
  }));
  return { json: { data: result.data, ...(errors ? { errors } : {}) } };
}

/** Values and functions of the object itself; what it lacks is not made up. */
const resolveField: GraphQLFieldResolver<unknown, Context> = (source, args, context, info) => {
  const value = (source as Record<string, unknown>)[info.fieldName];
  if (value === undefined)
    throw new GraphQLError(`${info.parentType.name}.${info.fieldName} is not implemented by the sandbox.`);
  return typeof value === 'function' ? (value as (args: unknown, context: Context) => unknown)(args, context) : value;
};

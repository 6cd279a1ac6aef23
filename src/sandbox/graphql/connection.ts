import { GraphQLError } from 'graphql';

export interface ConnectionArguments {
  readonly first?: number;
  readonly last?: number;
  readonly after?: string;
}

/** A page of a list, as every connection of GitHub's gives it; how many there are can be asked without one. */
export function connection(
  all: readonly unknown[],
  { first, last, after }: ConnectionArguments,
): Record<string, unknown> {
  const size = first ?? last;
  if (size === undefined) return { totalCount: all.length, nodes: unbounded, edges: unbounded, pageInfo: unbounded };
  if (size < 1 || size > 100) {
    throw new GraphQLError(`Requesting ${size} records on the connection exceeds the \`first\` limit of 100 records.`, {
      extensions: { type: 'EXCESSIVE_PAGINATION' },
    });
  }
  const start = after ? Number(Buffer.from(after, 'base64url').toString('utf8')) : 0;
  const nodes = first === undefined ? all.slice(-size) : all.slice(start, start + size);
  const end = start + nodes.length;
  return {
    nodes,
    totalCount: all.length,
    pageInfo: {
      hasNextPage: first !== undefined && end < all.length,
      hasPreviousPage: start > 0,
      endCursor: nodes.length > 0 ? Buffer.from(String(end)).toString('base64url') : null,
      startCursor: null,
    },
  };
}

function unbounded(): never {
  throw new GraphQLError('You must provide a `first` or `last` value to properly paginate the connection.', {
    extensions: { type: 'MISSING_PAGINATION_BOUNDARIES' },
  });
}

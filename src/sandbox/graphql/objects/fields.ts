import { GraphQLError } from 'graphql';
import type { Permission } from '../../../domain/person.ts';
import type * as model from '../../model.ts';

/** An object of GitHub's GraphQL schema: each field is a value, or a function of its arguments. */
export type Fields = Record<string, unknown>;

/** Who looks: some fields depend on it. */
export interface Viewer {
  readonly caller: { readonly actor: model.Actor };
}

export function notFound(what: string): GraphQLError {
  return new GraphQLError(`Could not resolve to ${what}.`, { extensions: { type: 'NOT_FOUND' } });
}

export function upper(permission: Permission): string {
  return permission.toUpperCase();
}

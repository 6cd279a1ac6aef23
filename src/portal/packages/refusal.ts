import type { Context } from 'hono';
import type { Closed } from './desk.ts';

/** What pip and npm are told when they may not have a package, or there is none: the same in both cases. */
export function refuse(context: Context, status: Closed): Response {
  if (status === 404)
    return context.text('There is no such package, or your GitHub token may not see its repository.\n', 404);
  context.header('WWW-Authenticate', 'Basic realm="Packages: your GitHub login and a token", charset="UTF-8"');
  return context.text('Sign in with a GitHub token that may see the package’s repository.\n', 401);
}

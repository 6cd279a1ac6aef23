import { randomUUID } from 'node:crypto';
import type { ErrorHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { RetryableError } from '../domain/retryable-error.ts';
import type { Log } from '../handlers/ports.ts';
import { TooManyTokens } from './turnstile.ts';

/** What is answered where a page couldn't be made: when to come again, or a number that finds the reason in the log. */
export function failureAnswer(log: Pick<Log, 'error'>): ErrorHandler {
  return (error, context) => {
    if (error instanceof HTTPException) return error.getResponse();
    if (error instanceof RetryableError) {
      context.header('Retry-After', '30');
      return context.text('GitHub doesn’t answer just now. Try again in half a minute.\n', 503);
    }
    if (error instanceof TooManyTokens) {
      context.header('Retry-After', '60');
      return context.text('Too many tokens that GitHub may not know were brought here. Try again in a minute.\n', 429);
    }
    const id = randomUUID();
    log.error({ err: error, id, path: context.req.path }, 'the portal failed');
    return context.text(`Something went wrong here. Tell the operators of Innkeeper this number: ${id}\n`, 500);
  };
}

import { html } from 'hono/html';

/** Code between fences of any length, as `messages/escape.ts` writes it. */
const CODE = /(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)/;

/** A sentence of ours in which backticks enclose code; all of it is escaped. */
export function withCode(sentence: string) {
  return sentence.split(CODE).flatMap((part, index) => {
    // Of each three the second is the fence, the third what stands between.
    if (index % 3 === 1) return [];
    return index % 3 === 2 ? html`<code>${part.replace(/^ (.*) $/, '$1')}</code>` : part;
  });
}

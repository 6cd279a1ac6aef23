import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commandLines } from '../../src/handlers/command-lines.ts';

describe('a comment’s commands', () => {
  test.each<[string, string[]]>([
    ['/innkeeper check', ['check']],
    ['/innkeeper', ['']],
    ['Thank you!\r\n\r\n/innkeeper   reviewers +@carol  \r\nIt is urgent.', ['reviewers +@carol']],
    ['   /INNKEEPER help', ['help']],
    ['/innkeeper check\n/innkeeper help\n/innkeeper check', ['check', 'help']],
    ['```\n/innkeeper check\n```\n/innkeeper help', ['help']],
    ['~~~~ sh\n~~~\n/innkeeper check\n~~~~~\n/innkeeper help', ['help']],
    ['- ```\n  /innkeeper check\n  ```\n/innkeeper help', ['help']],
    ['10. ```\n    x\n    ```\n\n/innkeeper help', ['help']],
    ['- > a quote\n/innkeeper check', []],
    ['```never closed\n/innkeeper check', []],
    ['```code``` in a sentence\n/innkeeper check', ['check']],
    ['> /innkeeper check', []],
    ['> Lift them by\n/innkeeper override because I say so', []],
    ['> Lift them by\ncomment:\n/innkeeper check\n\n/innkeeper help', ['help']],
    ['> quoted\n>\n/innkeeper check', ['check']],
    ['> quoted\n```\ncode\n```\n/innkeeper check', ['check']],
    ['    /innkeeper check', []],
    ['\t/innkeeper check', []],
    ['- /innkeeper check', []],
    ['`/innkeeper check`', []],
    ['Ask with /innkeeper check', []],
    ['<!-- /innkeeper check -->', []],
    ['<!--\n/innkeeper check\n-->\n/innkeeper help', ['help']],
    ['<pre>\n/innkeeper check\n</pre>\n/innkeeper help', ['help']],
    ['/innkeepers check', []],
    ['/innkeeper-bot check', []],
  ])('%j', (body, expected) => {
    expect(commandLines(body)).toEqual(expected);
  });

  test('are ten at most', () => {
    const body = Array.from({ length: 30 }, (_, index) => `/innkeeper check ${index}`).join('\n');
    expect(commandLines(body)).toHaveLength(10);
  });

  test('are none in what is quoted or fenced, whatever it says', () => {
    const line = fc.oneof(fc.constant('/innkeeper check'), fc.string({ maxLength: 20 }));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), (lines) => {
        const plain = lines.join(' ').replace(/[\r\n`]/g, ' ');
        const quoted = `> ${plain}\n> /innkeeper check`;
        const fenced = `\`\`\`\`\n/innkeeper check\n${plain}\n\`\`\`\``;
        expect(commandLines(`${fenced}\n\n${quoted.includes('<!--') ? '' : quoted}`)).toEqual([]);
      }),
    );
  });
});

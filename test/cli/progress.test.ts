import { describe, expect, test } from 'vitest';
import { createProgress } from '../../src/cli/output/progress.ts';

function draw(interactive: boolean, format: string) {
  let written = '';
  const error = (text: string) => {
    written += text;
  };
  return { progress: createProgress({ error, interactive }, format), written: () => written };
}

describe('progress', () => {
  test.each([
    ['no terminal', false, 'text'],
    ['JSON', true, 'json'],
  ])('beside %s is silent', (_, interactive, format) => {
    const { progress, written } = draw(interactive, format);
    progress.show('Reading …');
    progress.clear();
    expect(written()).toBe('');
  });

  test('is drawn over itself, fits its line, and leaves nothing behind', () => {
    const { progress, written } = draw(true, 'text');
    progress.show('a');
    progress.show('b'.repeat(200));
    progress.clear();
    progress.clear();
    expect(written()).toBe(`\r\u001b[Ka\r\u001b[K${'b'.repeat(71)}…\r\u001b[K`);
  });

  test('during work ends with it, however it ends', () => {
    const { progress, written } = draw(true, 'text');
    expect(progress.during('Reading …', () => 7)).toBe(7);
    expect(() =>
      progress.during('Reading …', () => {
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(written()).toBe('\r\u001b[KReading …\r\u001b[K'.repeat(2));
  });
});

import type { Refusal } from '../../domain/refusal.ts';

/** A file of the registry that can't be understood. Written over, it would take with it what others keep there. */
export function unreadable(path: string, found: string): Refusal {
  return {
    rule: 'registry',
    summary: `The registry’s ${path} can’t be read: ${found}`,
    expected: 'A file as Innkeeper writes it.',
    found,
    fix: `Ask the registry’s owners to correct ${path}, or restore it from its history; innkeeper registry verify tells all that is wrong.`,
  };
}

/** @param parse `null` where the text is none of the kind */
export function unlessReadable(
  path: string,
  text: string | null | undefined,
  parse: (text: string) => unknown,
): readonly Refusal[] {
  return !text || text.trim() === '' || parse(text) !== null ? [] : [unreadable(path, 'It is none of its kind.')];
}

import type { Io } from '../io.ts';

/** The one line at the terminal's foot that says what is being waited for. */
export interface Progress {
  /** Takes the place of what was shown before. */
  show(words: string): void;
  clear(): void;
  /** Shown for as long as `work` takes. */
  during<T>(words: string, work: () => T): T;
}

/** Shorter than any terminal is wide: a line that wraps can't be drawn over. */
const WIDTH = 72;
const START_OF_LINE = '\r\u001b[K';

/** Draws in place on standard error where that is a terminal; elsewhere, and beside JSON, it is silent. */
export function createProgress({ error, interactive }: Pick<Io, 'error' | 'interactive'>, format: string): Progress {
  const draws = interactive && format !== 'json';
  let shown = false;
  const show = (words: string) => {
    if (draws) error(`${START_OF_LINE}${words.length > WIDTH ? `${words.slice(0, WIDTH - 1)}…` : words}`);
    shown = draws;
  };
  const clear = () => {
    if (shown) error(START_OF_LINE);
    shown = false;
  };
  return {
    show,
    clear,
    during(words, work) {
      show(words);
      try {
        return work();
      } finally {
        clear();
      }
    },
  };
}

/** What a command may touch of the process it runs in, so that tests can run it without one. */
export interface Io {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  readonly stdin: () => Promise<string>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly now: () => Date;
  /** Standard output is a terminal that shows colours. */
  readonly color: boolean;
  /** Standard error is a terminal, so progress may be drawn in place. */
  readonly interactive: boolean;
}

/** Exit codes, the same for every command. */
export const EXIT = { fine: 0, findings: 1, usage: 2 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { Io } from '../../src/cli/io.ts';
import { runProgram } from '../../src/cli/program.ts';

/** Where `innkeeper` is run. */
export interface Checkout {
  readonly folder: string;
  write(path: string, text: string): void;
  /** @param below a folder of the checkout to be in */
  run(args: readonly string[], stdin?: string, below?: string): Promise<{ code: number; out: string; error: string }>;
}

/** A folder of its own for each test, and `innkeeper` run in it. @param env the process's variables, at each run */
export function useCheckout(env: () => Io['env'] = () => ({})): Checkout {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'innkeeper-cli-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  return {
    get folder() {
      return folder;
    },
    write(path, text) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    },
    async run(args, stdin = '', below = '') {
      let out = '';
      let error = '';
      const code = await runProgram(args, {
        out: (text) => {
          out += text;
        },
        error: (text) => {
          error += text;
        },
        stdin: async () => stdin,
        env: env(),
        cwd: join(folder, below),
        now: () => new Date('2026-11-21T08:00:00Z'),
        color: false,
        interactive: false,
      });
      return { code, out, error };
    },
  };
}

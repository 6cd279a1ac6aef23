import type { Command } from 'commander';
import { check } from './check.ts';
import { deliveries } from './deliveries.ts';
import { demo } from './demo.ts';
import type { ExitCode, Io } from './io.ts';
import { owners } from './owners.ts';
import { plan } from './plan.ts';
import { register } from './register.ts';
import { registry } from './registry.ts';
import { replay } from './replay.ts';
import { sandbox } from './sandbox.ts';
import { schedule } from './schedule.ts';
import { start } from './start.ts';
import { validate } from './validate.ts';

/** One command, one file, one line in this list. */
export interface CliCommand {
  readonly name: string;
  readonly summary: string;
  /** Adds arguments and options; `run` gets them as commander parsed them. `--format` is the command's own, its first choice the default. */
  readonly define: (command: Command) => Command;
  readonly run: (args: readonly string[], options: Readonly<Record<string, unknown>>, io: Io) => Promise<ExitCode>;
}

/** Commands that share a first word. */
export interface CliCommandGroup {
  readonly name: string;
  readonly summary: string;
  readonly commands: readonly CliCommand[];
}

export const COMMANDS: readonly (CliCommand | CliCommandGroup)[] = [
  check,
  owners,
  validate,
  register,
  registry,
  plan,
  start,
  deliveries,
  replay,
  schedule,
  sandbox,
  demo,
];

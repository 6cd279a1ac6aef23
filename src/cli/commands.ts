import type { Command } from 'commander';
import type { ExitCode, Io } from './io.ts';

export interface CliCommand {
  /** Adds arguments and options; `run` gets them as commander parsed them. `--format` is the command's own, its first choice the default. */
  readonly define: (command: Command) => Command;
  readonly run: (args: readonly string[], options: Readonly<Record<string, unknown>>, io: Io) => Promise<ExitCode>;
}

/** One command, one file, one line in the list below. */
export interface ListedCommand {
  readonly name: string;
  readonly summary: string;
  /** Only the command that is run is read: most of them bring the App, a database or a stand-in GitHub, which take a second. */
  readonly load: () => Promise<CliCommand>;
}

/** Commands that share a first word. */
export interface CommandGroup {
  readonly name: string;
  readonly summary: string;
  readonly commands: readonly ListedCommand[];
}

export const COMMANDS: readonly (ListedCommand | CommandGroup)[] = [
  {
    name: 'check',
    summary: 'Judge a local checkout by the rules. Exits 1 when a rule of level error fails.',
    load: async () => (await import('./check.ts')).check,
  },
  {
    name: 'owners',
    summary: 'Say who owns files by CODEOWNERS, as GitHub reads it.',
    load: async () => (await import('./owners.ts')).owners,
  },
  {
    name: 'validate',
    summary: 'Check policies (innkeeper.yml) and manifests (innersource.yml).',
    load: async () => (await import('./validate.ts')).validate,
  },
  {
    name: 'register',
    summary: 'Write a tagged version’s entry into a checkout of the registry. Exits 1 when it is refused.',
    load: async () => (await import('./register.ts')).register,
  },
  {
    name: 'registry',
    summary: 'Look after a checkout of the package registry.',
    commands: [
      {
        name: 'verify',
        summary:
          'Check a checkout of the registry: its files, their form, and what they say of each other. Exits 1 on errors.',
        load: async () => (await import('./registry-verify.ts')).registryVerify,
      },
    ],
  },
  {
    name: 'plan',
    summary: 'Say what a webhook would make the App do. Nothing is written.',
    load: async () => (await import('./plan.ts')).plan,
  },
  {
    name: 'start',
    summary: 'Run the App. Without any credentials, serve the page that registers it on GitHub.',
    load: async () => (await import('./start.ts')).start,
  },
  {
    name: 'deliveries',
    summary: 'Look after the webhooks that were kept: list them, show one, have one tried again or left be.',
    load: async () => (await import('./deliveries.ts')).deliveries,
  },
  {
    name: 'replay',
    summary: 'Do again what a webhook makes the App do: one that was kept, or one from a file. Exits 1 when it fails.',
    load: async () => (await import('./replay.ts')).replay,
  },
  {
    name: 'schedule',
    summary: 'Run now what the App does from time to time.',
    load: async () => (await import('./schedule.ts')).schedule,
  },
  {
    name: 'sandbox',
    summary: 'Run a stand-in GitHub over an organisation of your own.',
    load: async () => (await import('./sandbox.ts')).sandbox,
  },
  {
    name: 'demo',
    summary: 'Play a morning in a sample organisation: a stand-in GitHub, the App and its portal together.',
    load: async () => (await import('./demo.ts')).demo,
  },
];

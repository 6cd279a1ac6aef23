import { Command, CommanderError } from 'commander';
import { formatProblem } from '../domain/problem.ts';
import { UserError } from '../domain/user-error.ts';
import { type CliCommand, type CliCommandGroup, COMMANDS } from './commands.ts';
import { EXIT, type ExitCode, type Io } from './io.ts';

/**
 * Runs the command line once and returns its exit code. Wrong usage and errors that a person can mend end in 2 with a message on
 * standard error; any other error is thrown on.
 */
export async function runProgram(argv: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = EXIT.fine;
  const finish = (result: ExitCode) => {
    code = result;
  };
  const program = dressed(new Command('innkeeper'), io).description(
    "Keeps an organisation's InnerSource house: documents, reviewers and the package registry.",
  );
  for (const command of COMMANDS) program.addCommand(build(command, io, finish));
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.usage;
    if (!(error instanceof UserError)) throw error;
    for (const line of describe(error)) io.error(`${line}\n`);
    return EXIT.usage;
  }
}

function build(command: CliCommand | CliCommandGroup, io: Io, finish: (code: ExitCode) => void): Command {
  const built = dressed(new Command(command.name), io).description(command.summary);
  if ('commands' in command) {
    for (const each of command.commands) built.addCommand(build(each, io, finish));
    return built;
  }
  return command.define(built).action(async () =>
    finish(
      await command.run(
        built.processedArgs.flat().filter((each) => each !== undefined),
        built.opts(),
        io,
      ),
    ),
  );
}

function dressed(command: Command, io: Io): Command {
  return command
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: io.error })
    .showHelpAfterError('(add --help for the options)');
}

function describe(error: UserError): string[] {
  const problems = error.problems.map(formatProblem).filter((line) => line !== error.message);
  return [`innkeeper: ${error.message}`, ...problems, ...(error.fix ? [`fix: ${error.fix}`] : [])];
}

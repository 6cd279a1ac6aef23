import { Command, CommanderError } from 'commander';
import { formatProblem } from '../domain/problem.ts';
import { UserError } from '../domain/user-error.ts';
import { type CliCommand, COMMANDS } from './commands.ts';
import { EXIT, type ExitCode, type Io } from './io.ts';

/**
 * Runs the command line once and returns its exit code. Wrong usage and errors that a person can mend end in 2 with a message on
 * standard error; any other error is thrown on.
 */
export async function runProgram(argv: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = EXIT.fine;
  const program = new Command('innkeeper')
    .description("Keeps an organisation's InnerSource house: documents, reviewers and the package registry.")
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: io.error })
    .showHelpAfterError('(add --help for the options)');
  for (const command of COMMANDS) {
    program.addCommand(
      build(command, io, (result) => {
        code = result;
      }),
    );
  }
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

function build(command: CliCommand, io: Io, done: (code: ExitCode) => void): Command {
  const built = command
    .define(new Command(command.name).description(command.summary))
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: io.error })
    .showHelpAfterError('(add --help for the options)');
  return built.action(async () =>
    done(
      await command.run(
        built.processedArgs.flat().filter((each) => each !== undefined),
        built.opts(),
        io,
      ),
    ),
  );
}

function describe(error: UserError): string[] {
  const problems = error.problems.map(formatProblem).filter((line) => line !== error.message);
  return [`innkeeper: ${error.message}`, ...problems, ...(error.fix ? [`fix: ${error.fix}`] : [])];
}

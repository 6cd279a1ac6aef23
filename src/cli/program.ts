import { Command, CommanderError } from 'commander';
import { formatProblem } from '../domain/problem.ts';
import { UserError } from '../domain/user-error.ts';
import { COMMANDS, type CommandGroup, type ListedCommand } from './commands.ts';
import { asUserError } from './github-failure.ts';
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
  try {
    for (const listed of COMMANDS) program.addCommand(await build(listed, argv, io, finish));
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (thrown) {
    const error = asUserError(thrown);
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.usage;
    if (!(error instanceof UserError)) throw error;
    for (const line of describe(error)) io.error(`${line}\n`);
    return EXIT.usage;
  }
}

/** A command that isn't named in what was typed is only listed. */
async function build(
  listed: ListedCommand | CommandGroup,
  argv: readonly string[],
  io: Io,
  finish: (code: ExitCode) => void,
): Promise<Command> {
  const built = dressed(new Command(listed.name), io).description(listed.summary);
  if ('commands' in listed) {
    for (const each of listed.commands) built.addCommand(await build(each, argv, io, finish));
    return built;
  }
  if (!argv.includes(listed.name)) return built;
  const { define, run } = await listed.load();
  return define(built).action(async () =>
    finish(
      await run(
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

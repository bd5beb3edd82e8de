import { widthOf, type Io } from './console/io.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { helpOf } from './help.ts';

const HELP_FLAGS = ['--help', '-h'];

/**
 * Runs a command line.
 *
 * @param args Without the names of Node and the program.
 * @returns The exit code. Every error has been reported on stderr.
 */
export async function main(args: readonly string[], io: Io): Promise<ExitCode> {
  try {
    if (args[0] === '--version') return await printVersion(io);
    const isHelp = HELP_FLAGS.some((flag) => args.includes(flag)) || args[0] === 'help';
    const words = leadingWords(args[0] === 'help' ? args.slice(1) : args);
    const help = isHelp ? await helpOf(words, Math.min(widthOf(io.stdout), 140)) : undefined;
    if (help === undefined)
      await (await import('./program.ts')).runProgram(args[0] === 'help' ? [...words, '--help'] : args, words, io);
    else io.stdout.write(help);
    return EXIT.ok;
  } catch (error) {
    const { reportError } = await import('./output/report-error.ts');
    return reportError(io, error, args.includes('--json') || args.includes('--jsonl'));
  }
}

/** The words that may name a command: at most three, before the first flag. */
function leadingWords(args: readonly string[]): string[] {
  const end = args.findIndex((word) => word.startsWith('-'));
  return args.slice(0, Math.min(3, end === -1 ? 3 : end));
}

async function printVersion(io: Io): Promise<ExitCode> {
  const { version } = await import('./version.ts');
  io.stdout.write(`${await version()}\n`);
  return EXIT.ok;
}

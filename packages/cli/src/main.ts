import { readFile } from 'node:fs/promises';
import { Command, CommanderError } from 'commander';
import { UsageError } from './cli-error.ts';
import { builtIns } from './commands/index.ts';
import type { Io } from './console/io.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { resources } from './generated/index.ts';
import { operationCommand } from './operations/command.ts';
import { findName, kebab } from './operations/names.ts';
import type { ResourceEntry } from './operations/operation-table.ts';

/**
 * Runs a command line.
 *
 * @param args Without the names of Node and the program.
 * @returns The exit code. Every error has been reported on stderr.
 */
export async function main(args: readonly string[], io: Io): Promise<ExitCode> {
  try {
    if (args[0] === '--version') return await printVersion(io);
    const program = new Command('secuconnect');
    program
      .description('The Secuconnect API on the command line: every operation, and what debugging needs.')
      .option('--version', 'print the version');
    prepare(program, io);
    const words = args.slice(0, 3).filter((word) => !word.startsWith('-'));
    const rest = await define(program, words, io);
    await program.parseAsync([...rest, ...args.slice(rest.length)], { from: 'user' });
    return EXIT.ok;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.ok;
    const { reportError } = await import('./output/report-error.ts');
    return reportError(io, usageOf(error), args.includes('--json') || args.includes('--jsonl'));
  }
}

/** The manifest is beside `src` and beside `dist`. */
async function printVersion(io: Io): Promise<ExitCode> {
  const manifest = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  io.stdout.write(`${(JSON.parse(manifest) as { version: string }).version}\n`);
  return EXIT.ok;
}

/** Errors are thrown and reported by `main`; only help is printed by commander. */
function prepare(command: Command, io: Io): Command {
  const columns = io.stdout.columns ?? 100;
  return command.exitOverride().configureOutput({
    writeOut: (text) => void io.stdout.write(text),
    writeErr: () => undefined,
    getOutHelpWidth: () => columns,
  });
}

/**
 * Adds the command that the first words name, and of everything else what lists show.
 *
 * @returns The words as the commands have them.
 */
async function define(program: Command, words: readonly string[], io: Io): Promise<string[]> {
  const [first = '', second = '', third = ''] = words;
  for (const [name, { summary, load, isHidden = false }] of Object.entries(builtIns)) {
    const command = prepare(program.command(name, { hidden: isHidden }), io).helpGroup('Commands:');
    command.summary(summary).description(`${summary}.`);
    if (name === first) (await load()).define(command, io);
  }
  const namespaces = new Set(Object.keys(resources).map((id) => id.slice(0, id.indexOf('.'))));
  for (const namespace of namespaces) {
    const ids = Object.keys(resources).filter((id) => id.startsWith(`${namespace}.`));
    const names = ids.map((id) => id.slice(namespace.length + 1));
    const group = prepare(program.command(namespace), io).helpGroup('Operations:');
    group.summary(names.map(kebab).join(', ')).description(`The operations of ${namespace}.`);
    if (namespace !== first) continue;
    const resource = findName(names, second);
    for (const name of names) {
      const entry = resources[`${namespace}.${name}`]!;
      const command = prepare(group.command(kebab(name)), io);
      command
        .summary(Object.keys(entry.summaries).map(kebab).join(', '))
        .description(`The operations of ${namespace}.${name}.`);
      if (name === resource) await defineVerbs(command, entry, third, io);
    }
    const verb = resource && findName(Object.keys(resources[`${namespace}.${resource}`]!.summaries), third);
    return [first, ...(resource ? [kebab(resource)] : []), ...(verb ? [kebab(verb)] : [])];
  }
  return [];
}

async function defineVerbs(command: Command, entry: ResourceEntry, written: string, io: Io): Promise<void> {
  const chosen = findName(Object.keys(entry.summaries), written);
  for (const [verb, summary] of Object.entries(entry.summaries)) {
    if (verb === chosen) command.addCommand(prepare(operationCommand(await entry.load(), verb, io), io));
    else command.command(kebab(verb)).summary(summary);
  }
}

/** What commander says about a command line, without its prefix. A list of commands was not asked for, but is what helps. */
function usageOf(error: unknown): unknown {
  if (!(error instanceof CommanderError)) return error;
  if (error.code === 'commander.help')
    return new UsageError('Which command?', 'secuconnect --help lists them; so does each part of a command.');
  return new UsageError(
    error.message.replace(/^error: /, '').replace(/\n\(/, ' ('),
    'Add --help for what the command takes.',
  );
}

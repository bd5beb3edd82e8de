import { Command, CommanderError } from 'commander';
import { UsageError } from './cli-error.ts';
import { builtIns } from './commands/index.ts';
import { widthOf, type Io } from './console/io.ts';
import { operationCommand } from './operations/command.ts';
import { findName, kebab } from './operations/names.ts';
import { findResource, namespaces, resourcesIn } from './resources.ts';

/**
 * Parses and runs a command line. Only the command that the first words name is defined; of all others, the parser knows the names.
 *
 * @throws UsageError for a command line that is not understood; otherwise what the command throws.
 */
export async function runProgram(args: readonly string[], words: readonly string[], io: Io): Promise<void> {
  const program = prepare(new Command('secuconnect'), io);
  const written = await define(program, words, io);
  try {
    await program.parseAsync([...written, ...args.slice(written.length)], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw usageError(error);
  }
}

/** Errors are thrown, and reported by `main`; only help is printed by commander. */
function prepare(command: Command, io: Io): Command {
  const columns = widthOf(io.stdout);
  return command.exitOverride().configureOutput({
    writeOut: (text) => void io.stdout.write(text),
    writeErr: () => undefined,
    getOutHelpWidth: () => columns,
  });
}

/** @returns The first words as the commands have them. */
async function define(program: Command, words: readonly string[], io: Io): Promise<string[]> {
  const [first = '', second = '', third = ''] = words;
  for (const [name, { summary, load }] of Object.entries(builtIns)) {
    const command = prepare(program.command(name), io).description(`${summary}.`);
    if (name === first) (await load()).define(command, io);
  }
  for (const namespace of namespaces()) {
    const group = prepare(program.command(namespace), io);
    if (namespace !== first) continue;
    const found = findResource(namespace, second);
    for (const one of resourcesIn(namespace)) {
      const resource = prepare(group.command(kebab(one)), io);
      if (!found || one !== found.name) continue;
      const { entry, verbs } = found;
      const verb = findName(verbs, third);
      for (const other of verbs) if (other !== verb) resource.command(kebab(other));
      if (verb !== undefined) resource.addCommand(prepare(operationCommand(await entry.load(), verb, io), io));
      return [first, kebab(one), ...(verb === undefined ? [] : [kebab(verb)])];
    }
  }
  return [];
}

/** What commander says about a command line, without its prefix. */
function usageError({ code, message }: CommanderError): UsageError {
  if (code === 'commander.help')
    return new UsageError('The command is not complete.', 'Add --help for what may follow.');
  const sentence = message.replace(/^error: /, '').replace(/\n\(/, ' (');
  return new UsageError(sentence, 'Add --help for what the command takes.');
}

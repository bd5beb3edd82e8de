import { Command, Option } from 'commander';
import { widthOf, type Io } from '../console/io.ts';
import { explain } from './help.ts';
import { kebab } from './names.ts';
import type { ResourceTable } from './operation-table.ts';
import { flagOf } from './parameters.ts';
import { UsageError } from '../cli-error.ts';

const collect = (value: string, earlier: string[] = []): string[] => [...earlier, value];

/** The command of an operation. What it does is loaded when it runs, so that help starts fast. */
export function operationCommand(table: ResourceTable, verb: string, io: Io): Command {
  const operation = table.operations[verb]!;
  const width = Math.min(widthOf(io.stdout), 140);
  const command = new Command(kebab(verb)).summary(operation.summary);
  const ids = operation.parameters.filter((one) => one.in === 'path');
  // Optional for commander, because `--explain` needs none; the action checks them.
  for (const { name } of ids) command.argument(`[${kebab(name)}]`);
  for (const parameter of operation.parameters.filter((one) => one.in !== 'path')) {
    const option = new Option(`--${flagOf(parameter)} <value>`).makeOptionMandatory(
      parameter.required === true && parameter.schema.const === undefined,
    );
    command.addOption(parameter.isObject ? option.argParser(collect) : option);
  }
  if (operation.body) command.option('-d, --data <value>', 'the body', collect);
  if (operation.body) command.option('--explain [field]', 'explains the body');
  if (operation.isList) command.option('--all').option('--limit <number>');
  if (!operation.isSafe) command.option('--yes').option('--idempotency-key <key>');
  command.option('--json').option('--jsonl').option('--table').option('--csv').option('--out <file>');
  command.option('--environment <name>').option('--base-url <url>').option('--profile <name>');
  command.option('--timeout <seconds>').option('--max-retries <number>').option('--language <code>');
  command.option('--dry-run').option('--unchecked');
  command.action(async (...given: unknown[]) => {
    const values = given.slice(0, ids.length) as string[];
    const flags = command.opts<Record<string, unknown>>();
    if (flags['explain'] !== undefined) {
      const path = flags['explain'] === true ? '' : String(flags['explain']);
      const text = explain(table, verb, path, width);
      if (text === undefined) throw new UsageError(`The body has no field ${path}.`);
      return void io.stdout.write(text);
    }
    const missing = ids[values.filter((value) => value !== undefined).length];
    if (missing)
      throw new UsageError(`The argument ${kebab(missing.name)} is missing.`, 'Add --help for what the command takes.');
    const { runOperation } = await import('./run-operation.ts');
    await runOperation({ table, verb, ids: values, flags: byFlag(command, flags), io });
  });
  return command;
}

/** Commander names values in camelCase; the tables know flags as they are written. */
const byFlag = (command: Command, flags: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(command.options.map((option) => [option.long!.slice(2), flags[option.attributeName()]]));

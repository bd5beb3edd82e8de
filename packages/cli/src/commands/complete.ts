import { Command } from 'commander';
import type { Io } from '../console/io.ts';
import { operationCommand } from '../operations/command.ts';
import { findName, kebab } from '../operations/names.ts';
import { findResource, namespaces, resourcesIn } from '../resources.ts';
import { readConfig } from '../settings/config-file.ts';
import { builtIns, visibleBuiltIns } from './index.ts';

/** What scripts of `completion` call: prints what the last word may become, one candidate per line. */
export const define = (command: Command, io: Io): void => {
  command.argument('[words...]').action(async (words: readonly string[]) => {
    const typed = words.at(-1) ?? '';
    const candidates = await candidatesAfter(words.slice(0, -1), typed, io);
    const fitting = candidates.filter((candidate) => candidate.startsWith(typed)).sort();
    if (fitting.length > 0) io.stdout.write(`${fitting.join('\n')}\n`);
  });
};

async function candidatesAfter(before: readonly string[], typed: string, io: Io): Promise<string[]> {
  const [first, second, third] = before;
  if (first === undefined) return [...visibleBuiltIns(), ...namespaces(), '--help', '--version'];
  if (Object.hasOwn(builtIns, first)) {
    const command = new Command(first);
    (await builtIns[first]!.load()).define(command, io);
    return values(command, before.at(-1)!, typed, io);
  }
  if (second === undefined) return resourcesIn(first).map(kebab);
  const found = findResource(first, second);
  if (!found) return [];
  if (third === undefined) return found.verbs.map(kebab);
  const verb = findName(found.verbs, third);
  if (verb === undefined) return [];
  return values(operationCommand(await found.entry.load(), verb, io), before.at(-1)!, typed, io);
}

/** The flags of a command, or the values of the flag before. */
async function values(command: Command, previous: string, typed: string, io: Io): Promise<string[]> {
  if (previous === '--profile') return Object.keys((await readConfig(io.env)).profiles);
  if (previous === '--environment') return Object.keys((await import('@secuconnect/client')).environments);
  const option = command.options.find(({ long }) => long === previous);
  if (option && (option.required || option.optional)) return [];
  return typed.startsWith('-') ? [...command.options.map(({ long }) => long!), '--help'] : [];
}

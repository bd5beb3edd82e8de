import { Command } from 'commander';
import type { Io } from '../console/io.ts';
import { resources } from '../generated/index.ts';
import { operationCommand } from '../operations/command.ts';
import { findName, kebab } from '../operations/names.ts';
import { readConfig } from '../settings/config-file.ts';
import { builtIns } from './index.ts';

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
  const ids = Object.keys(resources);
  const visible = Object.keys(builtIns).filter((name) => !builtIns[name]!.isHidden);
  if (first === undefined) return [...visible, ...new Set(ids.map((id) => id.split('.')[0]!)), '--help', '--version'];
  if (Object.hasOwn(builtIns, first)) {
    const command = new Command(first);
    (await builtIns[first]!.load()).define(command, io);
    return values(command, before.at(-1)!, typed, io);
  }
  const names = ids.filter((id) => id.startsWith(`${first}.`)).map((id) => id.slice(first.length + 1));
  if (second === undefined) return names.map(kebab);
  const name = findName(names, second);
  const entry = name === undefined ? undefined : resources[`${first}.${name}`];
  if (!entry) return [];
  const verbs = Object.keys(entry.summaries);
  if (third === undefined) return verbs.map(kebab);
  const verb = findName(verbs, third);
  return verb === undefined ? [] : values(operationCommand(await entry.load(), verb, io), before.at(-1)!, typed, io);
}

/** The flags of a command, or the values of the flag before. */
async function values(command: Command, previous: string, typed: string, io: Io): Promise<string[]> {
  if (previous === '--profile') return Object.keys((await readConfig(io.env)).profiles);
  if (previous === '--environment') return Object.keys((await import('@secuconnect/client')).environments);
  const option = command.options.find(({ long }) => long === previous);
  if (option && (option.required || option.optional)) return [];
  return typed.startsWith('-') ? [...command.options.map(({ long }) => long!), '--help'] : [];
}

import { builtIns, visibleBuiltIns } from './commands/index.ts';
import { operationHelp, rowsText } from './operations/help.ts';
import { findName, kebab } from './operations/names.ts';
import { findResource, namespaces, resourcesIn } from './resources.ts';

/**
 * The help of the program, of a part of it, or of an operation. It is printed without the parser of command lines, whose loading takes longer than
 * everything else that help needs.
 *
 * @param words The first words of the command line.
 * @returns `undefined` for what the parser has to say: help of other commands, and words that are unknown.
 */
export async function helpOf(words: readonly string[], width: number): Promise<string | undefined> {
  const [first, second, third] = words;
  if (first === undefined) return programHelp(width);
  const names = resourcesIn(first);
  if (names.length === 0) return undefined;
  if (second === undefined)
    return list(
      `secuconnect ${first} <resource> <operation>`,
      `The operations of ${first}.`,
      names.map((name) => [kebab(name), findResource(first, name)!.verbs.map(kebab).join(', ')]),
      width,
    );
  const found = findResource(first, second);
  if (!found) return undefined;
  const { name, entry, verbs } = found;
  if (third === undefined)
    return list(
      `secuconnect ${first} ${kebab(name)} <operation>`,
      `The operations of ${first}.${name}.`,
      Object.entries(entry.summaries).map(([verb, summary]) => [kebab(verb), summary]),
      width,
    );
  const verb = findName(verbs, third);
  return verb === undefined ? undefined : operationHelp(await entry.load(), verb, width);
}

function programHelp(width: number): string {
  return [
    'Usage: secuconnect <command>, or secuconnect <namespace> <resource> <operation>',
    '',
    'The Secuconnect API on the command line: every operation, and what debugging needs.',
    '',
    'Commands:',
    ...rowsText(
      visibleBuiltIns().map((name) => [name, builtIns[name]!.summary]),
      width,
    ),
    '',
    'Operations:',
    ...rowsText(
      namespaces().map((name) => [name, resourcesIn(name).map(kebab).join(', ')]),
      width,
    ),
    '',
    '--help after any part of a command says more; --version prints the version.',
    '',
  ].join('\n');
}

const list = (usage: string, description: string, rows: readonly (readonly string[])[], width: number): string =>
  [`Usage: ${usage}`, '', description, '', ...rowsText(rows, width), ''].join('\n');

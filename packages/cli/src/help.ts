import { builtIns } from './commands/index.ts';
import { resources } from './generated/index.ts';
import { operationHelp, rowsText } from './operations/help.ts';
import { findName, kebab } from './operations/names.ts';

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
      names.map((name) => [kebab(name), verbsOf(first, name)]),
      width,
    );
  const name = findName(names, second);
  const entry = name === undefined ? undefined : resources[`${first}.${name}`];
  if (!entry) return undefined;
  const summaries = Object.entries(entry.summaries);
  if (third === undefined)
    return list(
      `secuconnect ${first} ${kebab(name!)} <operation>`,
      `The operations of ${first}.${name}.`,
      summaries.map(([verb, summary]) => [kebab(verb), summary]),
      width,
    );
  const verb = findName(Object.keys(entry.summaries), third);
  return verb === undefined ? undefined : operationHelp(await entry.load(), verb, width);
}

/** The namespaces of the operations. */
export const namespaces = (): string[] => [
  ...new Set(Object.keys(resources).map((id) => id.slice(0, id.indexOf('.')))),
];

/** The resources of a namespace, without its name. */
export const resourcesIn = (namespace: string): string[] =>
  Object.keys(resources)
    .filter((id) => id.startsWith(`${namespace}.`))
    .map((id) => id.slice(namespace.length + 1));

const verbsOf = (namespace: string, name: string): string =>
  Object.keys(resources[`${namespace}.${name}`]!.summaries).map(kebab).join(', ');

function programHelp(width: number): string {
  const commands = Object.entries(builtIns).filter(([, { isHidden }]) => !isHidden);
  return [
    'Usage: secuconnect <command>, or secuconnect <namespace> <resource> <operation>',
    '',
    'The Secuconnect API on the command line: every operation, and what debugging needs.',
    '',
    'Commands:',
    ...rowsText(
      commands.map(([name, { summary }]) => [name, summary]),
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

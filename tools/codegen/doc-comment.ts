import { argumentName, fileName } from './names.ts';
import type { OperationParts } from './operation-parts.ts';

const WIDTH = 110;
/** Where the pages of the reference can be read. */
const REFERENCE = 'https://github.com/secuconnect/secuconnect-client/blob/main/docs/reference';

/** The doc comment of a method, line by line. Without `returns` it has no such tag. */
export function docLines(
  { operation, namespace, verb, http, path, pathParameters, body, query, headers, cookies }: OperationParts,
  sample: readonly string[],
  errors: readonly { status: string; description: string }[],
  returns: string,
): string[] {
  const lines = [...wrap(`${operation.summary}.`), '', ...wrap(operation.description), ''].map(withoutTags);
  for (const one of pathParameters) lines.push(...wrap(`@param ${argumentName(one.name)} ${one.description ?? ''}`));
  if (body) lines.push(...wrap(`@param body ${body.description ?? ''}`));
  if (query.length) lines.push(...wrap(`@param query ${query.map((one) => `\`${one.name}\``).join(', ')}`));
  for (const [name, parameters] of Object.entries({ headers, cookies }))
    if (parameters.length)
      lines.push(...wrap(`@param ${name} ${parameters.map((one) => `\`${one.name}\``).join(', ')}`));
  lines.push('@param options Options of this call.');
  if (returns) lines.push(...wrap(`@returns ${returns}`));
  for (const { status, description } of errors) lines.push(...wrap(`@throws Status ${status}: ${description}`));
  lines.push('@example', '```ts', ...sample, '```');
  if (operation.deprecated) lines.push('@deprecated The API has deprecated this operation.');
  if (operation['x-since']) lines.push(`@since ${operation['x-since']} of the official SDKs.`);
  lines.push(`@see [\`${http} ${path}\`](${REFERENCE}/${fileName(namespace)}.md#${verb.toLowerCase()})`);
  return lines.map(escapeDoc);
}

export function wrap(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (line && line.length + word.length + 1 > WIDTH) {
      lines.push(line);
      line = word;
    } else {
      line = line ? `${line} ${word}` : word;
    }
  }
  if (line) lines.push(line);
  return lines;
}

/** A text whose lines are no tags, such as `@deprecated`. */
export const withoutTags = (text: string): string => text.replaceAll(/^(\s*)@/gm, '$1\\@');

/** Escapes the end mark of a comment. */
export const escapeDoc = (text: string): string => text.replaceAll('*/', '*\\/');

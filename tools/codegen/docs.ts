import { argumentName } from './names.ts';
import type { Operation, Parameter, RequestBody } from './document.ts';

const WIDTH = 110;

/** The doc comment of a method, line by line: what it does, its arguments, an example, and the operation it calls. */
export function docLines(
  operation: Operation,
  call: {
    method: string;
    path: string;
    parameters: Parameter[];
    body: RequestBody | undefined;
    query: Parameter[];
    sample: string[];
  },
): string[] {
  const lines = [...wrap(`${operation.summary}.`), '', ...wrap(operation.description), ''];
  for (const one of call.parameters) lines.push(...wrap(`@param ${argumentName(one.name)} ${one.description ?? ''}`));
  if (call.body) lines.push(...wrap(`@param body ${call.body.description ?? ''}`));
  if (call.query.length) lines.push(...wrap(`@param query ${call.query.map((one) => `\`${one.name}\``).join(', ')}`));
  lines.push('@param options Settings for this call alone.');
  lines.push('@example', '```ts', ...call.sample, '```');
  if (operation.deprecated) lines.push('@deprecated The platform has marked this operation as deprecated.');
  if (operation['x-since']) lines.push(`@since ${operation['x-since']} of the official SDKs.`);
  lines.push(`@see \`${call.method} ${call.path}\``);
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

/** Text that cannot end the comment it stands in. */
export const escapeDoc = (text: string): string => text.replaceAll('*/', '*\\/');

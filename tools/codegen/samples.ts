import { mediaKind } from '../../packages/api/src/runtime/media-types.ts';
import { resolve, type Document, type Parameter } from './document.ts';
import type { OperationParts } from './operation-parts.ts';
import { Code, sampleCall } from './sample-code.ts';

/** An example of a call of the operation, line by line, with the examples of the spec as arguments. */
export function sampleOf(document: Document, parts: OperationParts): string[] {
  const kind = parts.operation['x-paging'] ? 'list' : parts.success.content ? 'result' : 'nothing';
  return sampleCall(parts.id, sampleArguments(document, parts), kind);
}

function sampleArguments(
  document: Document,
  { operation, pathParameters, body, query, headers, cookies }: OperationParts,
): unknown[] {
  const args: unknown[] = pathParameters.map((one) => String(one.example ?? `${one.name}`));
  if (body) {
    // The example of a form has a string where a program passes a file.
    const examples = Object.entries(body.content).flatMap(([type, { examples: ofType }]) =>
      type === 'multipart/form-data' ? [] : Object.values(ofType ?? {}),
    );
    const [shortest] = examples
      .map((example) => resolve(document, example).value)
      .filter((value) => typeof value === 'object' && value !== null && Object.keys(value).length > 0)
      .sort((a, b) => JSON.stringify(a).length - JSON.stringify(b).length);
    if (shortest !== undefined) args.push(shortest);
    else if (body.content['multipart/form-data']) args.push({ file: new Code('file') });
    else if (body.required) args.push(withoutExample(Object.keys(body.content)));
  }
  const more = [query, headers, cookies].filter((parameters) => parameters.length > 0).map(requiredOf);
  if (operation['x-paging']) more[0] = { ...more[0], sort: 'created:desc' };
  const last = more.findLastIndex((one) => Object.keys(one).length > 0);
  if (last >= 0 && body && args.length === pathParameters.length) args.push(new Code('undefined'));
  return [...args, ...more.slice(0, last + 1)];
}

/** The parameters that a call must have: their examples, or the variables that a program has. */
const requiredOf = (parameters: readonly Parameter[]): Record<string, unknown> =>
  Object.fromEntries(
    parameters
      .filter(({ required }) => required)
      .map(({ name, example }) => [name, example ?? new Code(variableName(name))]),
  );

/** `X-Till` → `xTill`. */
const variableName = (name: string): string =>
  name
    .replace(/^\W*\w/, (start) => start.toLowerCase())
    .replaceAll(/\W+(\w?)/g, (_, next: string) => next.toUpperCase());

/** A body without an example: the variable that a program has, or an object to fill. */
function withoutExample(types: readonly string[]): unknown {
  const kinds = new Set(types.map(mediaKind));
  if (kinds.has('json') || kinds.has('urlencoded')) return {};
  return new Code(kinds.has('text') ? 'text' : 'file');
}

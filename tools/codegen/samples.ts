import { mediaKind } from '../../packages/api/src/runtime/media-types.ts';
import { resolve, type Document } from './document.ts';
import type { OperationParts } from './operation-parts.ts';
import { Code, sampleCall } from './sample-code.ts';

/** An example of a call of the operation, line by line, with the examples of the spec as arguments. */
export function sampleOf(document: Document, parts: OperationParts): string[] {
  const kind = parts.operation['x-paging'] ? 'list' : parts.success.content ? 'result' : 'nothing';
  return sampleCall(parts.id, sampleArguments(document, parts), kind);
}

function sampleArguments(document: Document, { operation, pathParameters, body }: OperationParts): unknown[] {
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
  if (operation['x-paging']) args.push({ sort: 'created:desc' });
  return args;
}

/** A body without an example: the variable that a program has, or an object to fill. */
function withoutExample(types: readonly string[]): unknown {
  const kinds = new Set(types.map(mediaKind));
  if (kinds.has('json') || kinds.has('urlencoded')) return {};
  return new Code(kinds.has('text') ? 'text' : 'file');
}

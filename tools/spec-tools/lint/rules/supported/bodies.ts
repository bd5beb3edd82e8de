import { nodeOf } from '../../../shared/json.ts';
import { finding, inside, type Finding, type Rule } from '../../../spec-files/spec-view.ts';
import type { Visit } from '../../../spec-files/spec-walk.ts';
import { mayLookEmpty, schemaFindings } from './media-schemas.ts';
import { carrierOf, unsupportedType, type Carrier } from './media-types.ts';
import { Shapes } from './shapes.ts';

/** Types that one body cannot have together, because the client could not tell by the argument which one is meant. */
const AMBIGUOUS: readonly (readonly [Carrier, Carrier, because: string])[] = [
  ['JSON', 'a urlencoded form', 'both take an object'],
  ['a multipart form', 'a urlencoded form', 'both take an object'],
  ['a multipart form', 'bytes', 'both take a Blob'],
];

/** The client can encode the body, and knows from the argument as which type. */
export const bodiesAreSendable: Rule = ({ visits, files }) => {
  const shapes = new Shapes(files);
  return visits.flatMap((visit) => {
    if (visit.kind !== 'requestBody') return [];
    const types = Object.keys(nodeOf(visit.value['content']));
    if (types.length === 0 && 'content' in visit.value)
      return [finding(visit, 'The request body has no media type', 'Add one, or remove the body', 'content')];
    return types.flatMap((type, index) => bodyFindings(visit, type, types.slice(0, index), shapes));
  });
};

function bodyFindings(visit: Visit, type: string, earlier: readonly string[], shapes: Shapes): Finding[] {
  const unsupported = unsupportedType(type);
  const report = (problem: string, remedy: string): Finding[] => [finding(visit, problem, remedy, 'content', type)];
  if (unsupported) return report(unsupported.problem, unsupported.remedy);
  const carrier = carrierOf(type);
  if (visit.under?.isWebhook && carrier !== 'JSON')
    return report(`The media type ${type} cannot be that of a push`, 'Use application/json');
  const clash = earlier
    .filter((other) => !unsupportedType(other))
    .map((other) => [other, reasonAgainst(visit, other, type, shapes)] as const)
    .find(([, reason]) => reason);
  if (clash) return report(`The body can be ${clash[0]} or ${type}, and ${clash[1]}`, 'Keep one of the two');
  if (carrier === 'JSON' && !visit.under?.isWebhook && mayLookEmpty(shapes, inside(visit, 'content', type, 'schema')))
    return report('The mock takes a body that is null, false or 0 for no body', 'Write an object that has the value');
  return schemaFindings(inside(visit, 'content', type), type, carrier, shapes);
}

function reasonAgainst(visit: Visit, first: string, second: string, shapes: Shapes): string | undefined {
  const pair = [carrierOf(first), carrierOf(second)];
  if (pair[0] === pair[1]) return `both are ${pair[0]}`;
  if (pair.includes('JSON') && pair.includes('text')) {
    const json = pair[0] === 'JSON' ? first : second;
    const types = shapes.types(inside(visit, 'content', json, 'schema'));
    return !types || types.has('string') ? 'both take a string' : undefined;
  }
  return AMBIGUOUS.find(([a, b]) => pair.includes(a) && pair.includes(b))?.[2];
}

/** `fetch` throws for a GET with a body. */
export const readsHaveNoBody: Rule = ({ operations }) =>
  operations.flatMap((operation) =>
    operation.method === 'GET' && 'requestBody' in operation.value
      ? [
          finding(
            operation,
            'GET has a request body, which fetch does not send',
            'Use the query, or post with x-safe: true',
            'requestBody',
          ),
        ]
      : [],
  );

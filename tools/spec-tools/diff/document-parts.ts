import { deref, listOf, nodeOf, type Node } from '../shared/json.ts';
import { METHODS } from '../shared/http-methods.ts';
import { parametersOf } from './diff-operations.ts';

export interface Call {
  id: string;
  /** Method and path, which identify the call for the server. */
  address: string;
  item: Node;
  operation: Node;
}

export function callsOf(document: unknown, under: 'paths' | 'webhooks'): Call[] {
  return Object.entries(nodeOf(nodeOf(document)[under])).flatMap(([path, value]) =>
    METHODS.flatMap((method) => {
      const item = nodeOf(value);
      if (!(method in item)) return [];
      const operation = nodeOf(item[method]);
      const address = under === 'paths' ? `${method.toUpperCase()} ${path}` : path;
      return [{ id: String(operation['operationId'] ?? address), address, item, operation }];
    }),
  );
}

export const schemasOf = (document: unknown): Node => nodeOf(nodeOf(nodeOf(document)['components'])['schemas']);

/** Parts of other parts, which are resolved where they are used, and security, which is compared as a whole. */
const RESOLVED = new Set(['schemas', 'parameters', 'responses', 'requestBodies', 'examples', 'securitySchemes']);

/** Every part of the document under the name that its changes are reported with, so that all of it is compared. */
export function partsOf(document: unknown): Map<string, unknown> {
  const { paths, webhooks, components, servers, tags, security: _, ...rest } = nodeOf(document);
  const parts = new Map<string, unknown>([['document', rest]]);
  for (const server of listOf(servers)) parts.set(`server ${String(nodeOf(server)['url'])}`, server);
  for (const tag of listOf(tags)) parts.set(`tag ${String(nodeOf(tag)['name'])}`, without(nodeOf(tag), 'x-namespace'));
  for (const call of callsOf(document, 'paths')) parts.set(call.id, resolved(document, call));
  for (const call of callsOf(document, 'webhooks')) parts.set(`push ${call.address}`, resolved(document, call));
  for (const [path, item] of [...Object.entries(nodeOf(paths)), ...Object.entries(nodeOf(webhooks))])
    parts.set(`path ${path}`, without(nodeOf(item), ...METHODS, 'parameters'));
  for (const [name, schema] of Object.entries(schemasOf(document))) parts.set(name, schema);
  for (const [section, entries] of Object.entries(nodeOf(components)))
    if (!RESOLVED.has(section)) parts.set(`components ${section}`, entries);
  return parts;
}

/** The operation with the parameters, the body and the responses that it refers to. */
function resolved(document: unknown, { item, operation }: Call): Node {
  const parameters = parametersOf(document, { item, operation });
  const responses = Object.entries(nodeOf(operation['responses']));
  return {
    ...operation,
    parameters: Object.fromEntries(parameters.map((one) => [`${String(one['in'])} ${String(one['name'])}`, one])),
    ...('requestBody' in operation && { requestBody: deref(document, operation['requestBody']) }),
    responses: Object.fromEntries(responses.map(([status, one]) => [status, deref(document, one)])),
  };
}

const without = (node: Node, ...keys: string[]): Node =>
  Object.fromEntries(Object.entries(node).filter(([key]) => !keys.includes(key)));

import { parameterNames } from '@secuconnect/api';
import document from '@secuconnect/api/openapi.json' with { type: 'json' };

/** One way to call one operation, taken from the spec: its path parameters, and one of its request examples. */
export interface Case {
  id: string;
  /** Name of the request example, or `no body`. */
  example: string;
  method: string;
  path: string;
  pathParameters: { name: string; value: string }[];
  query: Record<string, unknown> | undefined;
  hasQuery: boolean;
  body: unknown;
  bodySchema: Schema | undefined;
  /** The success that Prism answers with: its status and the value of its first example. */
  answer: { status: number; value: unknown; media: string | undefined };
  errors: { status: number; value: unknown }[];
}

export interface Schema {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
  allOf?: Schema[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  items?: Schema;
}

type Json = Record<string, any>;

export function resolve<T = Json>(value: unknown): T {
  const reference = (value as Json | undefined)?.['$ref'];
  if (typeof reference !== 'string') return value as T;
  let target: unknown = document;
  for (const key of reference.slice(2).split('/')) {
    target = (target as Json)[decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  return resolve<T>(target);
}

export function allCases(): Case[] {
  return Object.entries(document.paths as Json).flatMap(([path, item]) =>
    ['get', 'post', 'put', 'patch', 'delete'].flatMap((method) =>
      item[method] ? casesOf(path, method, item, item[method]) : [],
    ),
  );
}

/** The first case of each operation, for checks that need only one. */
export const oneCaseEach = (cases: readonly Case[]): Case[] =>
  cases.filter((one, at) => cases.findIndex(({ id }) => id === one.id) === at);

function casesOf(path: string, method: string, item: Json, operation: Json): Case[] {
  const parameters = [...(item['parameters'] ?? []), ...(operation['parameters'] ?? [])].map((one) => resolve(one));
  const inQuery = parameters.filter(
    (one) => one['in'] === 'query' && one['name'] !== 'aggregate' && one['example'] !== undefined,
  );
  const media = resolve(operation['requestBody'])?.['content']?.['application/json'] as Json | undefined;
  const examples = Object.entries((media?.['examples'] ?? {}) as Json).map(
    ([name, example]) => [name, resolve(example)['value']] as const,
  );
  const shared = {
    id: operation['operationId'] as string,
    method: method.toUpperCase(),
    path,
    pathParameters: parameterNames(path).map((name) => ({
      name,
      value: String(parameters.find((one) => one['in'] === 'path' && one['name'] === name)!['example']),
    })),
    query: inQuery.length ? Object.fromEntries(inQuery.map((one) => [one['name'], one['example']])) : undefined,
    hasQuery: parameters.some((one) => one['in'] === 'query'),
    bodySchema: media?.['schema'] as Schema | undefined,
    ...answersOf(operation),
  };
  const cases = examples.map(([example, body]) => ({ ...shared, example, body }));
  if (resolve(operation['requestBody'])?.['content']?.['multipart/form-data']) {
    cases.push({
      ...shared,
      example: 'multipart form',
      body: { file: new Blob(['%PDF-1.7'], { type: 'application/pdf' }) },
    });
  }
  return cases.length ? cases : [{ ...shared, example: 'no body', body: undefined }];
}

function answersOf(operation: Json): Pick<Case, 'answer' | 'errors'> {
  const answers = Object.entries(operation['responses'] as Json).map(([status, answer]) => {
    const [media, content] = Object.entries((resolve(answer)['content'] ?? {}) as Json)[0] ?? [];
    const [example] = Object.values((content?.['examples'] ?? {}) as Json);
    return { status: Number(status), value: resolve(example)?.['value'] as unknown, media };
  });
  const [answer] = answers.filter((one) => one.status >= 200 && one.status < 300).sort((a, b) => a.status - b.status);
  if (!answer) throw new Error(`${operation['operationId']} documents no success.`);
  return { answer, errors: answers.filter((one) => one.status >= 400) };
}

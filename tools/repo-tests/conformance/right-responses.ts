import type { RightConstruct } from './right-construct.ts';

const THING = '{"name":"a"}';
const json = (body: string, type = 'application/json') => ({ type, body });
const sent = (path: string, method = 'GET') => ({ method, target: `/Wire/Responses/${path}` });
const accepting = (path: string, type: string) => ({ ...sent(path), headers: { accept: `${type}, application/json` } });

/** A result has to have the declared type to compile, and the value at run time. */
export const rightResponses: readonly RightConstruct[] = [
  {
    name: 'response: JSON',
    call: ({ responses }) => responses.json().then(({ name }): string => name) as never,
    sent: sent('json'),
    reply: json(THING),
    result: 'a',
  },
  {
    name: 'response: a range of statuses',
    call: ({ responses }) => responses.range().then(({ name }): string => name) as never,
    sent: sent('range'),
    reply: { ...json(THING), status: 206 },
    result: 'a',
  },
  {
    name: 'response: two successes with one model',
    call: ({ responses }) => responses.created().then(({ name }): string => name) as never,
    sent: sent('created', 'POST'),
    reply: { ...json(THING), status: 201 },
    result: 'a',
  },
  {
    name: 'response: no content',
    call: ({ responses }) => responses.none(),
    sent: sent('none'),
    reply: { status: 204 },
  },
  {
    name: 'response: accepted, without content',
    call: ({ responses }) => responses.accepted(),
    sent: sent('accepted', 'POST'),
    reply: { status: 202 },
  },
  {
    name: 'response: JSON array',
    call: ({ responses }) => responses.list().then(([first]): string | undefined => first?.name) as never,
    sent: sent('list'),
    reply: json(`[${THING}]`),
    result: 'a',
  },
  {
    name: 'response: JSON string',
    call: ({ responses }) => responses.scalar().then((text): string => text) as never,
    sent: sent('scalar'),
    reply: json('"a"'),
    result: 'a',
  },
  {
    name: 'response: another type of JSON',
    call: ({ responses }) => responses.hal().then(({ name }): string => name) as never,
    sent: accepting('hal', 'application/hal+json'),
    reply: json(THING, 'application/hal+json'),
    result: 'a',
  },
  ...(['text', 'csv'] as const).map((path) => ({
    name: `response: text${path === 'csv' ? ' without a schema' : ''}`,
    call: ({ responses }: Parameters<RightConstruct['call']>[0]) =>
      responses[path]().then((text): string => text.toUpperCase()) as never,
    sent: accepting(path, path === 'csv' ? 'text/csv' : 'text/plain'),
    reply: { type: path === 'csv' ? 'text/csv' : 'text/plain', body: 'a;b' },
    result: 'A;B',
  })),
  ...(
    [
      ['bytes', 'application/pdf', 'without a schema', '%PDF'],
      ['emptySchema', 'application/zip', 'with an empty schema', 'PK'],
      ['binary', 'application/octet-stream', 'with `format: binary`', 'bytes'],
      ['mediaType', 'image/png', 'with `contentMediaType`', 'PNG'],
    ] as const
  ).map(([path, type, notation, body]) => ({
    name: `response: bytes ${notation}`,
    call: ({ responses }: Parameters<RightConstruct['call']>[0]) =>
      responses[path]().then((blob: Blob): Promise<string> => blob.text()) as never,
    sent: accepting(path, type),
    reply: { type, body },
    result: body,
  })),
  {
    name: 'response: errors by range and by default',
    call: ({ responses }) => responses.errors().then(({ name }): string => name) as never,
    sent: sent('errors'),
    reply: json(THING),
    result: 'a',
  },
];

import { expect } from 'vitest';
import { bodyFor } from '../document/bodies.ts';
import type { DocumentedOperation } from '../document/operations.ts';
import { firstSuccess } from '../document/responses.ts';
import { pathOf, type Input } from '../calls/call.ts';
import { TOKEN, type CallResult } from '../calls/recorded-client.ts';
import { expectedQuery, expectedTexts, sentCookies, sentQuery } from './sent-values.ts';

/** Headers that the runtime or this suite adds. */
const IGNORED_HEADERS = new Set([
  'host',
  'connection',
  'accept-encoding',
  'accept-language',
  'cache-control',
  'pragma',
  'sec-fetch-mode',
  'content-length',
  'transfer-encoding',
  'x-contract-call',
  'prefer',
  'cookie',
]);

type Sent = CallResult['requests'][number];

/**
 * Expects that Prism recorded exactly one request, with the method, path, query, headers, cookies and body of the input, and no violation in it.
 * Prism does not look at cookies, at undocumented headers, or at bytes: for those, only the comparison with the input shows a mistake.
 */
export async function expectSent(
  operation: DocumentedOperation,
  input: Input,
  result: CallResult,
  bearer: string | RegExp = `Bearer ${TOKEN}`,
): Promise<void> {
  const violations = result.violations.filter(({ location }) => location[0] === 'request');
  expect(violations, 'violations in the request').toEqual([]);
  expect(result.requests, 'requests').toHaveLength(1);
  const sent = result.requests[0]!;
  const { queryParameters } = operation;
  expect(sent).toMatchObject({ method: operation.method, path: pathOf(operation, input.path) });
  expect(sentQuery(queryParameters, sent.query), 'query').toEqual(expectedQuery(queryParameters, input.query));
  await expectBody(operation, input, sent);
  expect(sentCookies(sent.headers.cookie), 'cookies').toEqual(expectedTexts(input.cookies));
  expect(ownHeaders(sent), 'headers').toEqual({
    ...expectedHeaders(operation, input),
    authorization: expect.stringMatching(bearer),
  });
}

async function expectBody(
  { bodies }: DocumentedOperation,
  { body }: Input,
  { body: sent, headers }: Sent,
): Promise<void> {
  if (body === undefined) return expect(sent, 'body').toBe('');
  const { kind } = bodyFor(bodies, body) ?? {};
  if (kind === 'bytes') return expect(sent, 'body').toBe(await (body as Blob).text());
  if (kind === 'text') return expect(sent, 'body').toBe(body);
  if (kind === 'json') return expect(sent === '' ? undefined : JSON.parse(sent), 'body').toEqual(body);
  expect(kind, 'the operation takes a form').toBeDefined();
  const form = await new Response(sent, { headers: { 'content-type': headers['content-type']! } }).formData();
  expect(await texts(form.entries()), 'form').toEqual(await texts(fieldsOf(body as object)));
}

/** An array is one field for each of its values. */
const fieldsOf = (body: object): (readonly [string, unknown])[] =>
  Object.entries(body).flatMap(([name, value]) => [value].flat().map((one) => [name, one] as const));

const texts = (fields: Iterable<readonly [string, unknown]>): Promise<string[][]> =>
  Promise.all(
    [...fields].map(async ([name, value]) => [name, value instanceof Blob ? await value.text() : String(value)]),
  );

function ownHeaders({ headers }: Sent): Record<string, unknown> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !IGNORED_HEADERS.has(name)));
}

/** Unsafe calls also send an idempotency key. */
function expectedHeaders(operation: DocumentedOperation, { body, headers }: Input): Record<string, unknown> {
  const media = firstSuccess(operation).media ?? 'application/json';
  const sent = body === undefined ? undefined : bodyFor(operation.bodies, body);
  const named = Object.entries(expectedTexts(headers)).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    accept: media === 'application/json' ? media : `${media}, application/json`,
    'user-agent': expect.stringMatching(/^secuconnect-client-js\/\d/),
    ...(!operation.safe && { 'x-action': expect.stringMatching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/) }),
    ...(sent && {
      'content-type': sent.kind === 'form' ? expect.stringMatching(/^multipart\/form-data; boundary=/) : sent.media,
    }),
    ...Object.fromEntries(named),
  };
}

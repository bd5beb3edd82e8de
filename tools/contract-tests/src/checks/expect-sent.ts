import { expect } from 'vitest';
import type { DocumentedOperation } from '../document/operations.ts';
import { pathOf, type Input } from '../calls/call.ts';
import { TOKEN, type CallResult } from '../calls/recorded-client.ts';

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
]);

/** Expects that Prism recorded exactly one request, with the method, path, query, headers and body of the input, and no violation in it. */
export async function expectSent(
  operation: DocumentedOperation,
  input: Input,
  result: CallResult,
  bearer: string | RegExp = `Bearer ${TOKEN}`,
): Promise<void> {
  const violations = result.violations.filter(({ location }) => location[0] === 'request');
  expect(violations, 'violations in the request').toEqual([]);
  expect(result.requests, 'requests').toHaveLength(1);
  const [sent] = result.requests;
  expect(sent).toMatchObject({ method: operation.method, path: pathOf(operation, input.path) });
  expect(Object.fromEntries(new URLSearchParams(sent!.query)), 'query').toEqual(flatQuery(input.query));
  await expectBody(operation, input, sent!);
  expect(ownHeaders(sent!.headers), 'headers').toEqual({
    ...expectedHeaders(operation, input),
    authorization: expect.stringMatching(bearer),
  });
}

/** `{ aggregate: { interval: 'week' } }` is `aggregate[interval]=week` on the wire. */
function flatQuery(query: Input['query'] = {}): Record<string, string> {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).map(([key, inner]) => [`${name}[${key}]`, String(inner)])
      : [[name, String(value)]],
  );
  return Object.fromEntries(pairs);
}

async function expectBody(
  operation: DocumentedOperation,
  { body }: Input,
  { body: sent, headers }: CallResult['requests'][number],
): Promise<void> {
  if (!carriesFile(body)) {
    expect(sent === '' ? undefined : JSON.parse(sent), 'body').toEqual(body);
    return;
  }
  expect(operation.form, 'the operation takes a form').toBeDefined();
  const form = await new Response(sent, { headers: { 'content-type': headers['content-type']! } }).formData();
  const texts = async (values: Iterable<readonly [string, unknown]>) =>
    Promise.all(
      [...values].map(async ([name, value]) => [name, value instanceof Blob ? await value.text() : String(value)]),
    );
  expect(await texts(form.entries()), 'form').toEqual(await texts(Object.entries(body)));
}

const carriesFile = (body: unknown): body is Record<string, unknown> =>
  typeof body === 'object' && body !== null && Object.values(body).some((value) => value instanceof Blob);

function ownHeaders(headers: CallResult['requests'][number]['headers']): Record<string, unknown> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !IGNORED_HEADERS.has(name)));
}

/** Unsafe calls also send an idempotency key. */
function expectedHeaders({ responses, safe }: DocumentedOperation, { body }: Input): Record<string, unknown> {
  const media = responses.find(({ status }) => status.startsWith('2'))?.media ?? 'application/json';
  const type = carriesFile(body) ? expect.stringMatching(/^multipart\/form-data; boundary=/) : 'application/json';
  return {
    accept: media === 'application/json' ? media : `${media}, application/json`,
    'user-agent': expect.stringMatching(/^secuconnect-client-js\/\d/),
    ...(!safe && { 'x-action': expect.stringMatching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/) }),
    ...(body !== undefined && { 'content-type': type }),
  };
}

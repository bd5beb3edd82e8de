import { expect } from 'vitest';
import type { DocumentedOperation } from '../document/operations.ts';
import { pathOf, type Input } from '../calls/call.ts';
import { TOKEN, type CallResult } from '../calls/recorded-client.ts';

/** Headers that the runtime adds, and those of this suite. */
const OF_THE_RUNTIME = new Set([
  'host',
  'connection',
  'accept-encoding',
  'accept-language',
  'sec-fetch-mode',
  'content-length',
  'transfer-encoding',
  'x-contract-call',
  'prefer',
]);

/** Prism saw exactly one request, with the method, path, query, headers and body of the case, and had no diagnostic to it. */
export async function expectSent(
  operation: DocumentedOperation,
  input: Input,
  outcome: CallResult,
  bearer: string | RegExp = `Bearer ${TOKEN}`,
): Promise<void> {
  const objections = outcome.violations.filter(({ location }) => location[0] === 'request');
  expect(objections, 'objections to the request').toEqual([]);
  expect(outcome.requests, 'requests').toHaveLength(1);
  const [seen] = outcome.requests;
  expect(seen).toMatchObject({ method: operation.method, path: pathOf(operation, input.path) });
  expect(Object.fromEntries(new URLSearchParams(seen!.query)), 'query').toEqual(flatQuery(input.query));
  await expectBody(operation, input, seen!);
  expect(ownHeaders(seen!.headers), 'headers').toEqual({
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
  { body: seen, headers }: CallResult['requests'][number],
): Promise<void> {
  if (!carriesFile(body)) {
    expect(seen === '' ? undefined : JSON.parse(seen), 'body').toEqual(body);
    return;
  }
  expect(operation.form, 'the operation takes a form').toBeDefined();
  const form = await new Response(seen, { headers: { 'content-type': headers['content-type']! } }).formData();
  const texts = async (values: Iterable<readonly [string, unknown]>) =>
    Promise.all(
      [...values].map(async ([name, value]) => [name, value instanceof Blob ? await value.text() : String(value)]),
    );
  expect(await texts(form.entries()), 'form').toEqual(await texts(Object.entries(body)));
}

const carriesFile = (body: unknown): body is Record<string, unknown> =>
  typeof body === 'object' && body !== null && Object.values(body).some((value) => value instanceof Blob);

function ownHeaders(headers: CallResult['requests'][number]['headers']): Record<string, unknown> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_THE_RUNTIME.has(name)));
}

/** Calls that write have a name of their own each; the others need none. */
function expectedHeaders({ answers, repeatSafe }: DocumentedOperation, { body }: Input): Record<string, unknown> {
  const media = answers.find(({ status }) => status.startsWith('2'))?.media ?? 'application/json';
  const type = carriesFile(body) ? expect.stringMatching(/^multipart\/form-data; boundary=/) : 'application/json';
  return {
    accept: media === 'application/json' ? media : `${media}, application/json`,
    'user-agent': expect.stringMatching(/^secuconnect-client-js\/\d/),
    ...(!repeatSafe && { 'x-action': expect.stringMatching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/) }),
    ...(body !== undefined && { 'content-type': type }),
  };
}

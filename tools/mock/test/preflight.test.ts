import { afterEach, expect, test, vi } from 'vitest';
import { loadOperations } from '../src/operations.ts';
import { preflight } from '../src/preflight.ts';
import { prismRequire } from '../src/prism-modules.ts';
import { documentOf, json } from './servers.ts';

const operations = loadOperations(
  documentOf({ '/Things': { get: { responses: { 200: { description: 'A thing.', content: json({}) } } } } }),
);
const failures = (): string[] =>
  preflight(operations)
    .get('GET /Things')!
    .failures.map(({ message }) => message);

afterEach(() => void vi.restoreAllMocks());

test('the probe finds that Prism judges by the dialect', () => {
  expect(failures()).toEqual([]);
});

test.each(['validateBody', 'validateQuery'])(
  'the probe finds a Prism that no longer calls what replaces %s',
  (name) => {
    const validators = prismRequire('./validator/validators') as Record<string, unknown>;
    const accepts = (value: unknown) => ({ _tag: 'Right', right: value });
    // A property that cannot be set stands for a Prism that asks another function.
    const own = Object.getOwnPropertyDescriptor(validators, name)!;
    Object.defineProperty(validators, name, { get: () => accepts, set: () => {}, configurable: true });
    try {
      const where = name === 'validateBody' ? ['a request body', 'a response body'] : ['a query'];
      expect(failures()).toEqual(where.map((one) => `Prism accepts ${one} that \`dependentRequired\` forbids`));
    } finally {
      Object.defineProperty(validators, name, own);
    }
  },
);

const text = { type: 'string' };
const part = { type: 'object', properties: { a: { type: 'object' } } };
const parameter = (where: string, more: object) => ({
  parameters: [{ name: 'p', in: where, required: true, ...more }],
});
const form = (schema: object) => ({ requestBody: { content: { 'multipart/form-data': { schema } } } });

test.each<[string, object, string | undefined]>([
  ['a cookie', parameter('cookie', { schema: text }), 'Prism ignores cookies'],
  [
    'a header with content',
    parameter('header', { content: json(text) }),
    'It has no schema: Prism does not judge `content`',
  ],
  ['a query with content', parameter('query', { content: json(text) }), 'The mock cannot read the query parameter p.'],
  ['a part of a form in JSON', form(part), 'Prism cannot read the parts a of the form'],
  ['a header', parameter('header', { schema: text }), undefined],
  [
    'a form of texts and files',
    form({ type: 'object', properties: { a: text, b: { ...text, format: 'binary' } } }),
    undefined,
  ],
])('the preflight finds what Prism cannot judge: %s', (_, request, message) => {
  const document = documentOf({ '/Things': { post: { ...request, responses: { 200: { description: 'Done.' } } } } });
  const { failures: found } = preflight(loadOperations(document)).get('POST /Things')!;
  expect(found.map((one) => one.message.startsWith(String(message)))).toEqual(message === undefined ? [] : [true]);
});

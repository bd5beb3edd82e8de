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

import { ValidationError } from '@secuconnect/client';
import { expect, inject } from 'vitest';
import { brokenRequests } from '../../src/checks/broken-requests.ts';
import type { Input } from '../../src/calls/call.ts';
import { count } from '../../src/checks/evidence.ts';
import { forEachOperation } from '../../src/checks/for-each-operation.ts';
import { RecordedClient, TOKEN, type CallResult } from '../../src/calls/recorded-client.ts';
import type { DocumentedOperation } from '../../src/document/operations.ts';
import { fieldPathsOf } from '../../src/schema-values/fields.ts';
import { generatorFor } from '../../src/schema-values/generator.ts';

const prism = inject('prism');
const client = new RecordedClient(prism);

const sendWithFetch = (method: string, target: string) =>
  client.record((options) =>
    fetch(prism.baseUrl + target, { method, headers: { ...options.headers, authorization: `Bearer ${TOKEN}` } }),
  );

/** Expects that Prism rejected the request because of violations in it, not because of an error of the mock. */
function expectRejected({ violations, requests }: CallResult, description: string): void {
  expect(violations, description).not.toEqual([]);
  expect([...new Set(violations.map(({ location }) => location[0]))], description).toEqual(['request']);
  expect(requests[0]!.status, description).toBe(422);
}

/** The client rejects what would have the path of another operation, and a position of a page that it cannot compute with. */
async function expectNotSent(operation: DocumentedOperation, input: Input, description: string): Promise<void> {
  const { error, requests } = await client.call(operation, input);
  expect(error, description).toBeInstanceOf(TypeError);
  expect(requests, description).toEqual([]);
}

forEachOperation('rejections', async (operation, evidence) => {
  const generator = generatorFor(operation.id);
  const broken = brokenRequests(operation, generator);
  for (const { where, breach, input, target } of broken) {
    const description = `${where}: ${breach}`;
    if (target === undefined) {
      const result = await client.call(operation, input!);
      expectRejected(result, description);
      expect(result.error, description).toBeInstanceOf(ValidationError);
      const { violations, outcome: effect } = result.error as ValidationError;
      expect(violations.length, description).toBeGreaterThan(0);
      expect(effect).toBe('no-effect');
    } else {
      if (input) await expectNotSent(operation, input, description);
      expectRejected(await sendWithFetch(operation.method, target), description);
    }
    evidence.checked += 1;
    count(evidence, breach);
  }
  // Every field must have a request that shows that Prism validates it.
  const paths = operation.body ? fieldPathsOf(operation.body.schema) : [];
  const tested = new Set(broken.map(({ where }) => where));
  expect(paths.filter((path) => !tested.has(`body ${path}`))).toEqual([]);
});

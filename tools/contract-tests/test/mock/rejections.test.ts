import { ValidationError } from '@secuconnect/client';
import { expect, inject } from 'vitest';
import { brokenRequests } from '../../src/checks/broken-requests.ts';
import { firstInput } from '../../src/calls/call.ts';
import { count } from '../../src/checks/evidence.ts';
import { forEachOperation } from '../../src/checks/for-each-operation.ts';
import { RecordedClient, TOKEN, type CallResult } from '../../src/calls/recorded-client.ts';
import type { DocumentedOperation } from '../../src/document/operations.ts';
import { fieldPathsOf } from '../../src/schema-values/fields.ts';
import { generatorFor } from '../../src/schema-values/generator.ts';

const prism = inject('prism');
const line = new RecordedClient(prism);

const byHand = (method: string, target: string) =>
  line.watch((options) =>
    fetch(prism.baseUrl + target, { method, headers: { ...options.headers, authorization: `Bearer ${TOKEN}` } }),
  );

/** Prism refused the request, and not for anything that is wrong with the mock itself. */
function expectRefused({ violations, requests }: CallResult, what: string): void {
  expect(violations, what).not.toEqual([]);
  expect([...new Set(violations.map(({ location }) => location[0]))], what).toEqual(['request']);
  expect(requests[0]!.status, what).toBe(422);
}

/** What would be the path of another operation, the client does not even send. */
async function expectNotSent(operation: DocumentedOperation, where: string): Promise<void> {
  const right = firstInput(operation);
  const at = operation.pathParameters.findIndex(({ name }) => where === `path ${name}`);
  const path = right.path.map((value, index) => (index === at ? '' : value));
  const { failure, requests } = await line.call(operation, { ...right, path });
  expect(failure, where).toBeInstanceOf(TypeError);
  expect(requests, where).toEqual([]);
}

forEachOperation('refusals', async (operation, evidence) => {
  const generator = generatorFor(operation.id);
  const broken = brokenRequests(operation, generator);
  for (const { where, breach, input, target } of broken) {
    const what = `${where}: ${breach}`;
    if (input) {
      const outcome = await line.call(operation, input);
      expectRefused(outcome, what);
      expect(outcome.failure, what).toBeInstanceOf(ValidationError);
      const { violations, outcome: effect } = outcome.failure as ValidationError;
      expect(violations.length, what).toBeGreaterThan(0);
      expect(effect).toBe('rejected');
    } else {
      if (where.startsWith('path ')) await expectNotSent(operation, where);
      expectRefused(await byHand(operation.method, target!), what);
    }
    evidence.checked += 1;
    count(evidence, breach);
  }
  // Nothing of what can be sent may be left without a request that shows that it is looked at.
  const places = operation.body ? fieldPathsOf(operation.body.schema) : [];
  const shown = new Set(broken.map(({ where }) => where));
  expect(places.filter((place) => !shown.has(`body ${place}`))).toEqual([]);
});

import { SecuconnectError } from '@secuconnect/client';
import { expect, inject } from 'vitest';
import { exampleCalls, type ExampleCall } from '../../src/calls/examples.ts';
import type { CallResult } from '../../src/calls/recorded-client.ts';
import { requiredOf } from '../../src/checks/broken-requests.ts';
import { checkExample } from '../../src/checks/check-examples.ts';
import { count, type Evidence } from '../../src/checks/evidence.ts';
import { expectSent } from '../../src/checks/expect-sent.ts';
import { forEachOperation } from '../../src/checks/for-each-operation.ts';
import { add, noteSent } from '../../src/checks/sent-evidence.ts';
import { bodyFor } from '../../src/document/bodies.ts';
import { documentedOperations, type DocumentedOperation } from '../../src/document/operations.ts';
import { seenFields } from '../../src/schema-values/fields.ts';
import { driftOf } from '../../src/targets/drift.ts';
import { KnownIds } from '../../src/targets/known-ids.ts';
import { inCallOrder } from '../../src/targets/operation-order.ts';
import { recordedClientOf } from '../../src/targets/target-client.ts';

const target = inject('target');
const client = recordedClientOf(inject('prism'), target);
const knownIds = new KnownIds();
const operations = documentedOperations();

forEachOperation(
  'examples',
  async (operation, evidence) => {
    for (const one of exampleCalls(operation)) {
      if (target.kind === 'mock') await checkExample(client, operation, one, evidence);
      else await againstServer(operation, one, evidence);
      const { body } = one.input;
      const documented = body === undefined ? undefined : bodyFor(operation.bodies, body);
      if (documented) expect(seenFields(documented.schema, body).undocumented, `fields of ${one.name}`).toEqual([]);
      if (one.example !== undefined) add(evidence.requestExamples, one.example);
    }
  },
  target.kind === 'mock' ? operations : inCallOrder(operations),
);

/** A server responds with its own data: any success or error that the document describes. */
async function againstServer(
  operation: DocumentedOperation,
  { name, input }: ExampleCall,
  evidence: Evidence,
): Promise<void> {
  const paged = operation.queryParameters.some((one) => one.name === 'count');
  const query = { ...requiredOf(operation.queryParameters, input.query), ...(paged && { count: 5 }) };
  const known = knownIds.replaceIn({ ...input, query });
  const result: CallResult = await client.call(operation, known);

  expect(result.requests, String(result.error ?? '')).not.toEqual([]);
  await expectSent(operation, known, result, /^Bearer \S+$/);
  if (result.error !== undefined) expect(result.error).toBeInstanceOf(SecuconnectError);
  knownIds.add(result.value);
  noteSent(operation, known, result, evidence);
  count(evidence, `status ${result.requests[0]!.status}`);
  for (const one of driftOf(operation, result)) add(evidence.drift, `${one} (${name})`);
  expect(evidence.drift, 'differences from the document').toEqual([]);
}

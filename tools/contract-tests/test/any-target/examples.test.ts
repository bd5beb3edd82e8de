import { SecuconnectError } from '@secuconnect/client';
import { expect, inject } from 'vitest';
import { exampleCases, type Case } from '../../src/calls/call.ts';
import { count, type Evidence } from '../../src/checks/evidence.ts';
import { expectSent } from '../../src/checks/expect-sent.ts';
import { forEachOperation } from '../../src/checks/for-each-operation.ts';
import type { CallResult } from '../../src/calls/recorded-client.ts';
import { add, noteSent } from '../../src/checks/sent-evidence.ts';
import { documentedOperations, firstSuccess, type DocumentedOperation } from '../../src/document/operations.ts';
import { driftOf } from '../../src/targets/drift.ts';
import { KnownIds } from '../../src/targets/known-ids.ts';
import { inOrder } from '../../src/targets/operation-order.ts';
import { recordedClientOf } from '../../src/targets/target-client.ts';
import { seenFields } from '../../src/schema-values/fields.ts';

const target = inject('target');
const line = recordedClientOf(inject('prism'), target);
const memory = new KnownIds();
const operations = documentedOperations();

forEachOperation(
  'examples',
  async (operation, evidence) => {
    for (const one of exampleCases(operation)) {
      if (target.kind === 'mock') await againstMock(operation, one, evidence);
      else await againstServer(operation, one, evidence);
      const schema = one.example === undefined ? operation.form : operation.body?.schema;
      if (schema) expect(seenFields(schema, one.input.body).undocumented, `fields of ${one.name}`).toEqual([]);
      if (one.example !== undefined) add(evidence.requestExamples, one.example);
    }
  },
  target.kind === 'mock' ? operations : inOrder(operations),
);

/** The mock answers with the document's first example. */
async function againstMock(operation: DocumentedOperation, { name, input }: Case, evidence: Evidence): Promise<void> {
  const answer = firstSuccess(operation);
  const [shown] = answer.examples;
  const outcome = await line.call(operation, input);

  expect(outcome.failure, name).toBeUndefined();
  await expectSent(operation, input, outcome);
  expect(outcome.violations, name).toEqual([]);
  expect(outcome.requests[0]!.status).toBe(Number(answer.status));
  expect(await readable(outcome.answer), name).toEqual(shown?.value);
  noteSent(operation, input, outcome, evidence);
  add(evidence.statuses, answer.status);
  if (shown) add(evidence.responseExamples, `${answer.status} ${shown.name}`);
}

/** A server answers with what it has: a success or a failure, but one that the document describes. */
async function againstServer(operation: DocumentedOperation, { name, input }: Case, evidence: Evidence): Promise<void> {
  const paged = operation.queryParameters.some((one) => one.name === 'count');
  const known = memory.withKnownIds({ ...input, query: paged ? { count: 5 } : undefined });
  const outcome: CallResult = await line.call(operation, known);

  expect(outcome.requests, String(outcome.failure ?? '')).not.toEqual([]);
  await expectSent(operation, known, outcome, /^Bearer \S+$/);
  if (outcome.failure !== undefined) expect(outcome.failure).toBeInstanceOf(SecuconnectError);
  memory.learn(outcome.answer);
  noteSent(operation, known, outcome, evidence);
  count(evidence, `answered ${outcome.requests[0]!.status}`);
  for (const one of driftOf(operation, outcome)) add(evidence.drift, `${one} (${name})`);
  expect(evidence.drift, 'departures from the document').toEqual([]);
}

const readable = async (answer: unknown): Promise<unknown> => (answer instanceof Blob ? answer.text() : answer);

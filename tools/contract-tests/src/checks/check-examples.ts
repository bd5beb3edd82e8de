import { expect } from 'vitest';
import type { ExampleCall } from '../calls/examples.ts';
import type { RecordedClient } from '../calls/recorded-client.ts';
import type { DocumentedOperation } from '../document/operations.ts';
import { firstSuccess, statusOf } from '../document/responses.ts';
import type { Evidence } from './evidence.ts';
import { expectSent } from './expect-sent.ts';
import { expectValue } from './expect-value.ts';
import { add, noteSent } from './sent-evidence.ts';

/** The client sends an example as documented, and returns the first example of the mock. */
export async function checkExample(
  client: RecordedClient,
  operation: DocumentedOperation,
  { name, input }: ExampleCall,
  evidence: Evidence,
): Promise<void> {
  const response = firstSuccess(operation);
  const [example] = response.examples;
  const result = await client.call(operation, input);

  expect(result.error, name).toBeUndefined();
  await expectSent(operation, input, result);
  expect(result.violations, name).toEqual([]);
  expect(result.requests[0]!.status).toBe(statusOf(response));
  await expectValue(response, result.value, example?.value, name);
  noteSent(operation, input, result, evidence);
  add(evidence.statuses, response.status);
  if (example) add(evidence.responseExamples, `${response.status} ${example.name}`);
}

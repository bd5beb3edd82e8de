import { expect } from 'vitest';
import type { RecordedClient } from '../calls/recorded-client.ts';
import type { DocumentedOperation } from '../document/operations.ts';
import type { Evidence } from './evidence.ts';
import { expectSent } from './expect-sent.ts';
import { generatedRequests } from './generated-requests.ts';
import { noteSent } from './sent-evidence.ts';

/** The mock accepts requests generated from the schema, and they arrive as documented. */
export async function checkRequests(
  client: RecordedClient,
  operation: DocumentedOperation,
  evidence: Evidence,
): Promise<void> {
  for (const input of generatedRequests(operation)) {
    const result = await client.call(operation, input);

    expect(result.error, JSON.stringify(input)).toBeUndefined();
    await expectSent(operation, input, result);
    expect(result.violations).toEqual([]);
    noteSent(operation, input, result, evidence);
  }
}

import { SecuconnectError } from '@secuconnect/client';
import { expect } from 'vitest';
import { firstInput } from '../calls/examples.ts';
import type { RecordedClient } from '../calls/recorded-client.ts';
import { isJson } from '../document/media.ts';
import type { DocumentedOperation } from '../document/operations.ts';
import { isSuccess, statusOf } from '../document/responses.ts';
import { seenFields } from '../schema-values/fields.ts';
import type { Evidence } from './evidence.ts';
import { expectedError } from './expected-error.ts';
import { expectValue } from './expect-value.ts';
import { add } from './sent-evidence.ts';

/** The client returns each example of each documented status as the result, or throws the matching error class. */
export async function checkResponses(
  client: RecordedClient,
  operation: DocumentedOperation,
  evidence: Evidence,
): Promise<void> {
  const input = firstInput(operation);
  for (const response of operation.responses) {
    const status = statusOf(response, operation.responses);
    // A success may have no body; an error response always has one.
    const isEmpty = isSuccess(response) && response.media === undefined;
    const examples = isEmpty ? [undefined] : response.examples;
    expect(examples, `examples of ${response.status}`).not.toEqual([]);
    for (const example of examples) {
      const prefer = `code=${status}${example ? `, example=${example.name}` : ''}`;
      const result = await client.call(operation, input, { prefer });

      expect(result.violations, prefer).toEqual([]);
      expect(result.requests.map((one) => one.status)).toEqual([status]);
      if (isSuccess(response)) {
        expect(result.error, prefer).toBeUndefined();
        await expectValue(response, result.value, example?.value, prefer);
      } else {
        const error = result.error as SecuconnectError;
        expect(error, prefer).toBeInstanceOf(SecuconnectError);
        expect(error, prefer).toMatchObject(expectedError(operation, response, example!.value));
        expect(error.attempts, prefer).toHaveLength(1);
        expect(error.message).toContain(operation.id);
      }
      if (response.schema && isJson(response.media))
        expect(seenFields(response.schema, example!.value).undocumented, `fields of ${prefer}`).toEqual([]);
      evidence.checked += 1;
      if (example) add(evidence.responseExamples, `${response.status} ${example.name}`);
    }
    add(evidence.statuses, response.status);
  }
}

import { SecuconnectError } from '@secuconnect/client';
import { expect, inject } from 'vitest';
import { firstInput } from '../../src/calls/call.ts';
import { RecordedClient } from '../../src/calls/recorded-client.ts';
import { expectedError, OTHER_STATUS } from '../../src/checks/expected-error.ts';
import { forEachOperation } from '../../src/checks/for-each-operation.ts';
import { add } from '../../src/checks/sent-evidence.ts';
import { isSuccess } from '../../src/document/operations.ts';
import { seenFields } from '../../src/schema-values/fields.ts';

const client = new RecordedClient(inject('prism'));

forEachOperation('responses', async (operation, evidence) => {
  const input = firstInput(operation);
  for (const response of operation.responses) {
    const status = response.status === 'default' ? OTHER_STATUS : Number(response.status);
    // A success may have no body; an error response always has one.
    const examples = response.examples.length || !isSuccess(response) ? response.examples : [undefined];
    expect(examples, `examples of ${response.status}`).not.toEqual([]);
    for (const example of examples) {
      const prefer = `code=${status}${example ? `, example=${example.name}` : ''}`;
      const result = await client.call(operation, input, { prefer });

      expect(result.violations, prefer).toEqual([]);
      expect(result.requests.map((one) => one.status)).toEqual([status]);
      if (isSuccess(response)) {
        const { value } = result;
        expect(result.error, prefer).toBeUndefined();
        expect(value instanceof Blob ? await value.text() : value, prefer).toEqual(example?.value);
      } else {
        const error = result.error as SecuconnectError;
        expect(error, prefer).toBeInstanceOf(SecuconnectError);
        expect(error, prefer).toMatchObject(expectedError(operation, response, example!.value));
        expect(error.attempts, prefer).toHaveLength(1);
        expect(error.message).toContain(operation.id);
      }
      if (response.schema && response.media === 'application/json')
        expect(seenFields(response.schema, example!.value).undocumented, `fields of ${prefer}`).toEqual([]);
      evidence.checked += 1;
      if (example) add(evidence.responseExamples, `${response.status} ${example.name}`);
    }
    add(evidence.statuses, response.status);
  }
});

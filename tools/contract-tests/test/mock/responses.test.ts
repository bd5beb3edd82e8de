import { SecuconnectError } from '@secuconnect/client';
import { expect, inject } from 'vitest';
import { firstInput } from '../../src/calls/call.ts';
import { expectedError, OTHER_STATUS } from '../../src/checks/expected-error.ts';
import { forEachOperation } from '../../src/checks/for-each-operation.ts';
import { RecordedClient } from '../../src/calls/recorded-client.ts';
import { add } from '../../src/checks/sent-evidence.ts';
import { isSuccess } from '../../src/document/operations.ts';
import { seenFields } from '../../src/schema-values/fields.ts';

const line = new RecordedClient(inject('prism'));

forEachOperation('answers', async (operation, evidence) => {
  const input = firstInput(operation);
  for (const answer of operation.answers) {
    const status = answer.status === 'default' ? OTHER_STATUS : Number(answer.status);
    // A success may have no body; a failure always says what is wrong.
    const examples = answer.examples.length || !isSuccess(answer) ? answer.examples : [undefined];
    expect(examples, `examples of ${answer.status}`).not.toEqual([]);
    for (const example of examples) {
      const prefer = `code=${status}${example ? `, example=${example.name}` : ''}`;
      const outcome = await line.call(operation, input, { prefer });

      expect(outcome.violations, prefer).toEqual([]);
      expect(outcome.requests.map((one) => one.status)).toEqual([status]);
      if (isSuccess(answer)) {
        const { answer: result } = outcome;
        expect(outcome.failure, prefer).toBeUndefined();
        expect(result instanceof Blob ? await result.text() : result, prefer).toEqual(example?.value);
      } else {
        const failure = outcome.failure as SecuconnectError;
        expect(failure, prefer).toBeInstanceOf(SecuconnectError);
        expect(failure, prefer).toMatchObject(expectedError(operation, answer, example!.value));
        expect(failure.attempts, prefer).toHaveLength(1);
        expect(failure.message).toContain(operation.id);
      }
      if (answer.schema && answer.media === 'application/json')
        expect(seenFields(answer.schema, example!.value).undocumented, `fields of ${prefer}`).toEqual([]);
      evidence.checked += 1;
      if (example) add(evidence.responseExamples, `${answer.status} ${example.name}`);
    }
    add(evidence.statuses, answer.status);
  }
});

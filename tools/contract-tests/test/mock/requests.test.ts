import { expect, inject } from 'vitest';
import { expectSent } from '../../src/checks/expect-sent.ts';
import { forEachOperation } from '../../src/checks/for-each-operation.ts';
import { generatedRequests } from '../../src/checks/generated-requests.ts';
import { RecordedClient } from '../../src/calls/recorded-client.ts';
import { noteSent } from '../../src/checks/sent-evidence.ts';

const client = new RecordedClient(inject('prism'));

forEachOperation('requests', async (operation, evidence) => {
  for (const input of generatedRequests(operation)) {
    const result = await client.call(operation, input);

    expect(result.error, JSON.stringify(input)).toBeUndefined();
    await expectSent(operation, input, result);
    expect(result.violations).toEqual([]);
    noteSent(operation, input, result, evidence);
  }
});

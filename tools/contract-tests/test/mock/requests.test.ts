import { expect, inject } from 'vitest';
import { expectSent } from '../../src/checks/expect-sent.ts';
import { forEachOperation } from '../../src/checks/for-each-operation.ts';
import { generatedRequests } from '../../src/checks/generated-requests.ts';
import { RecordedClient } from '../../src/calls/recorded-client.ts';
import { noteSent } from '../../src/checks/sent-evidence.ts';

const line = new RecordedClient(inject('prism'));

forEachOperation('requests', async (operation, evidence) => {
  for (const input of generatedRequests(operation)) {
    const outcome = await line.call(operation, input);

    expect(outcome.failure, JSON.stringify(input)).toBeUndefined();
    await expectSent(operation, input, outcome);
    expect(outcome.violations).toEqual([]);
    noteSent(operation, input, outcome, evidence);
  }
});

import { AuthenticationError } from '@secuconnect/client';
import { expect, inject } from 'vitest';
import { firstInput } from '../../src/calls/call.ts';
import { forEachOperation } from '../../src/checks/for-each-operation.ts';
import { clientFor, RecordedClient } from '../../src/calls/recorded-client.ts';

const prism = inject('prism');
const mocked = inject('target').kind === 'mock';
/** The mock takes every token but this one, and a server none that it has not issued. */
const stranger = new RecordedClient(prism, clientFor(prism, { token: 'wrong' }));

forEachOperation('token', async (operation, evidence) => {
  const { failure, requests } = await stranger.call(operation, firstInput(operation));

  expect(failure).toBeInstanceOf(AuthenticationError);
  expect(failure).toMatchObject({ outcome: 'rejected', operation: operation.id });
  expect(requests).toHaveLength(1);
  // An expired token is refused with 403 and code 2003, and a server may say the same of an unknown one.
  expect(mocked ? [401] : [401, 403]).toContain(requests[0]!.status);
  evidence.checked += 1;
});

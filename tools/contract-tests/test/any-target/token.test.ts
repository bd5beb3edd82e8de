import { AuthenticationError } from '@secuconnect/client';
import { expect, inject } from 'vitest';
import { firstInput } from '../../src/calls/examples.ts';
import { clientFor, RecordedClient } from '../../src/calls/recorded-client.ts';
import { forEachOperation } from '../../src/checks/for-each-operation.ts';

const prism = inject('prism');
const mocked = inject('target').kind === 'mock';
/** The mock accepts every token except this one. A server accepts only tokens that it has issued. */
const unauthorized = new RecordedClient(prism, clientFor(prism, { token: 'wrong' }));

forEachOperation('token', async (operation, evidence) => {
  const { error, requests } = await unauthorized.call(operation, firstInput(operation));

  expect(error).toBeInstanceOf(AuthenticationError);
  expect(error).toMatchObject({ outcome: 'no-effect', operation: operation.id });
  expect(requests).toHaveLength(1);
  // The API rejects an expired token with 403 and code 2003. A server may do the same for an unknown token.
  expect(mocked ? [401] : [401, 403]).toContain(requests[0]!.status);
  evidence.checked += 1;
});

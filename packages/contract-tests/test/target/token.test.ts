import { AuthenticationError } from '@secuconnect/client';
import { expect, inject } from 'vitest';
import { firstInput } from '../../src/checks/call.ts';
import { forEachOperation } from '../../src/checks/for-each-operation.ts';
import { clientFor, Line } from '../../src/checks/line.ts';

const prism = inject('prism');
/** The mock takes every token but this one. */
const stranger = new Line(prism, clientFor(prism, 'wrong'));

forEachOperation('token', async (operation, evidence) => {
  const input = firstInput(operation);
  const { failure, requests } = await stranger.call(operation, input);

  expect(failure).toBeInstanceOf(AuthenticationError);
  expect(failure).toMatchObject({ outcome: 'rejected', operation: operation.id, status: 401 });
  expect(requests.map(({ status }) => status)).toEqual([401]);
  evidence.checked += 1;
});

import type { Operation } from '@secuconnect/api';
import { prepareRequest, type PreparedRequest } from '../../src/transport/prepare-request.ts';

/** A write on an object. */
export const cancel: Operation = {
  id: 'smart.transactions.cancel',
  method: 'POST',
  path: '/Smart/Transactions/{smartTransactionId}/cancel',
  safe: false,
};

/** A read. */
export const get: Operation = {
  id: 'smart.transactions.get',
  method: 'GET',
  path: '/Smart/Transactions/{smartTransactionId}',
  safe: true,
};

/** The write on `STX_1`, prepared with the default options of a client, except for the given parts. */
export const preparedRequest = (parts: Partial<PreparedRequest> = {}): PreparedRequest => ({
  ...prepareRequest(
    { baseUrl: 'https://example.com/api/v2', headers: {}, fetch: () => Promise.reject(new Error('No response.')) },
    parts.operation ?? cancel,
    { path: ['STX_1'] },
    {},
  ),
  ...parts,
});

/** The same for the read. */
export const preparedRead = (parts: Partial<PreparedRequest> = {}): PreparedRequest =>
  preparedRequest({ operation: get, context: { id: get.id, safe: true, object: 'STX_1' }, ...parts });

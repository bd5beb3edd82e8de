import { errorFromResponse } from '../../src/errors/from-response.ts';
import { ConnectionError, TimeoutError } from '../../src/errors/connection-errors.ts';
import type { SecuconnectError } from '../../src/errors/secuconnect-error.ts';

const operation = { id: 'shop.items.list', repeatSafe: true };

/** The errors that the transport makes of an answer, or of none. */
export const failures = {
  status: (status: number, error?: string): SecuconnectError =>
    errorFromResponse(operation, new Response(null, { status }), JSON.stringify({ error })),
  lost: (): SecuconnectError => new ConnectionError(operation.id, new TypeError('terminated')),
  late: (): SecuconnectError => new TimeoutError(operation.id, 60_000),
  unsent: (): SecuconnectError =>
    new ConnectionError(operation.id, Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })),
};

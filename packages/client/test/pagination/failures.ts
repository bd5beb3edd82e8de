import { errorFromResponse } from '../../src/errors/from-response.ts';
import { ConnectionError, TimeoutError } from '../../src/errors/connection-errors.ts';
import type { SecuconnectError } from '../../src/errors/secuconnect-error.ts';

const list = { id: 'shop.items.list', safe: true };

/** The errors that the transport makes of an answer, or of none. */
export const failures = {
  status: (status: number, error?: string): SecuconnectError =>
    errorFromResponse(list, new Response(null, { status }), JSON.stringify({ error })),
  lost: (): SecuconnectError => new ConnectionError(list, new TypeError('terminated')),
  late: (): SecuconnectError => new TimeoutError(list, 60_000),
  unsent: (): SecuconnectError =>
    new ConnectionError(list, Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })),
};

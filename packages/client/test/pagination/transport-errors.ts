import { ConnectionError, TimeoutError } from '../../src/errors/connection-errors.ts';
import { errorFromResponse } from '../../src/errors/from-response.ts';
import type { SecuconnectError } from '../../src/errors/secuconnect-error.ts';

export const LIST_CALL = { id: 'shop.items.list', safe: true };

/** Adds the request that was sent, as the transport does. */
export const afterOneAttempt = <Failure extends SecuconnectError>(failure: Failure): Failure =>
  Object.assign(failure, { attempts: [{ startedAt: 0, duration: 1 }] });

/** The errors that the transport makes of a response, or of none. */
export const transportErrors = {
  status: (status: number, error?: string): SecuconnectError =>
    afterOneAttempt(errorFromResponse(LIST_CALL, new Response(null, { status }), JSON.stringify({ error }))),
  connectionLost: (): SecuconnectError => afterOneAttempt(new ConnectionError(LIST_CALL, new TypeError('terminated'))),
  timedOut: (): SecuconnectError => afterOneAttempt(new TimeoutError(LIST_CALL, 60_000)),
  notSent: (): SecuconnectError =>
    new ConnectionError(LIST_CALL, Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })),
};

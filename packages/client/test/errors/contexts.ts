import type { FailedResponse } from '../../src/errors/api-errors.ts';
import type { CallContext } from '../../src/errors/outcome.ts';

/** The context of a write, of a read, and of a write on an object. */
export const write: CallContext = { id: 'smart.transactions.start', safe: false };
export const read: CallContext = { id: 'smart.transactions.get', safe: true };
export const writeOnObject: CallContext = { ...write, object: 'STX_1' };

/** The parts of an error response with status 404 and nothing else. */
export const failedResponse = (parts: Partial<FailedResponse> = {}): FailedResponse => ({
  status: 404,
  headers: new Headers(),
  body: '',
  payload: {},
  violations: [],
  ...parts,
});

/** A failure with the code of Node. */
export const coded = (code: string): Error => Object.assign(new Error(code), { code });

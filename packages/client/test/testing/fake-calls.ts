import { SecuconnectError } from '../../src/index.ts';

/** The error that a call rejects with. */
export async function errorOf(call: PromiseLike<unknown>): Promise<SecuconnectError> {
  const error = await Promise.resolve(call).then(
    () => new Error('The call has not failed.'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof SecuconnectError)) throw error;
  return error;
}

/** A Smart Transaction with no more than its id and status. */
export const transaction = (id: string, status?: string) => ({
  object: 'smart.transactions',
  id,
  ...(status !== undefined && { status }),
});

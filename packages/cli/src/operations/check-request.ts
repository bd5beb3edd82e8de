import { createTransport, operations } from '@secuconnect/client';
import { createFakeApi } from '@secuconnect/client/testing';
import { UsageError } from '../cli-error.ts';

/** The input of an operation, by where it is sent. */
export interface OperationInput {
  readonly path: readonly string[];
  readonly query?: object | undefined;
  readonly headers?: object | undefined;
  readonly body?: unknown;
}

/** What would be sent. */
export interface PreparedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/**
 * Sends a request to the fake API of the client, which checks it against the spec: what the fake API rejects in tests of programs, the command line
 * rejects too.
 *
 * @param options.unchecked Whether to send what the spec does not list.
 * @returns The request, as the client would send it.
 * @throws UsageError that names the field.
 */
export async function checkRequest(
  id: string,
  input: OperationInput,
  baseUrl: string,
  { unchecked = false } = {},
): Promise<PreparedRequest> {
  const operation = operations[id as keyof typeof operations];
  const fake = createFakeApi({ validateRequests: !unchecked });
  let prepared: PreparedRequest | undefined;
  let problem: string | undefined;
  const send: typeof fetch = async (target, init) => {
    const request = new Request(target, init);
    prepared = {
      method: request.method,
      url: request.url,
      headers: Object.fromEntries(request.headers),
      body: request.body === null ? undefined : await request.clone().text(),
    };
    try {
      return await fake.fetch(target, init);
    } catch (error) {
      problem = /^The spec does not allow this request for [\w.]+: (?<problem>.+)\.$/s.exec((error as Error).message)
        ?.groups?.['problem'];
      throw error;
    }
  };
  const transport = createTransport({ baseUrl, auth: { token: 'dry-run' }, fetch: send, maxRetries: 0 });
  // A list without paging, because only its first request is wanted; the fake API has no response to it.
  const { paging: _paging, ...single } = operation as typeof operation & { paging?: string };
  const failure = await transport.call(single, input).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (problem !== undefined)
    throw new UsageError(`${id}: ${problem}. Nothing was sent.`, 'Send it nevertheless with --unchecked.');
  if (!prepared) throw failure instanceof TypeError ? new UsageError(failure.message) : failure;
  return prepared;
}

import { expect } from 'vitest';
import type { SecuconnectError } from '../../src/errors/secuconnect-error.ts';
import type { UploadsServer } from './uploads-server.ts';

/** Large enough to be sent as a form, and not to fit into the buffers of a socket. */
export const LARGE_BYTES = 8 * 1024 * 1024;
export const large = new Uint8Array(Buffer.alloc(LARGE_BYTES, 'a pattern that is not as long as a chunk'));
export const small = new TextEncoder().encode('%PDF-1.7');

export const isSame = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/** What the call rejects with. */
export const failureOf = (call: Promise<unknown>): Promise<SecuconnectError> =>
  call.then(
    () => expect.fail('The call succeeded.'),
    (reason: SecuconnectError) => reason,
  );

/** Adds a file to the server, and returns its id. */
export function addFile(server: UploadsServer, content: Uint8Array): string {
  server.files.set('DUP_1', { url: '', headers: {}, content: Buffer.from(content) });
  return 'DUP_1';
}

/** Stubs a response with these headers, and a body of the chunks. */
export function respondWith(server: UploadsServer, headers: Record<string, string>, ...chunks: Uint8Array[]): void {
  server.intercept = (_, response) => {
    response.writeHead(200, headers);
    for (const chunk of chunks) response.write(chunk);
    return Boolean(response.end());
  };
}

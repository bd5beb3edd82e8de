import type { ClientRequest } from 'node:http';
import { assertBytes } from './request-body.ts';

/**
 * Sends a stream as the body of a request.
 *
 * @param length What was announced, in bytes; `undefined` for any.
 * @throws the error of the stream, or a TypeError when it has another length. The request is then destroyed, so that the server does not take it for a
 *   complete one.
 */
export async function sendStream(
  request: ClientRequest,
  stream: ReadableStream<Uint8Array>,
  length: number | undefined,
): Promise<void> {
  const reader = stream.getReader();
  request.once('close', () => void reader.cancel().catch(() => undefined));
  let sent = 0;
  for (;;) {
    const { done, value } = await reader.read();
    // Closed meanwhile: the response, or an error, has settled the call.
    if (request.destroyed) return;
    if (done) break;
    assertBytes(value);
    sent += value.byteLength;
    if (length !== undefined && sent > length) break;
    if (!request.write(value)) await drained(request);
  }
  if (length !== undefined && sent !== length)
    throw new TypeError('The body does not have the length that `content-length` announces.');
  request.end();
}

const drained = (request: ClientRequest): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      request.off('drain', done).off('close', done);
      resolve();
    };
    request.once('drain', done).once('close', done);
  });

import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import { decode } from './decode.ts';
import { fetchFailed } from './failures.ts';
import { request as sendRequest } from './http.ts';
import type { IncomingBody } from './incoming-body.ts';
import { LightHeaders } from './light-headers.ts';
import { hasNoBody, NodeResponse } from './node-response.ts';
import { isOpen } from './open-socket.ts';
import { abandon, readKeepAlive } from './pool.ts';
import { sendStream } from './send-body.ts';
import { bodyOfStream } from './stream-body.ts';
import type { Outgoing } from './transport.ts';

/** Sends a request over `node:http`. The signal has one listener, until the body has ended. */
export function exchange(
  { url, body, signal }: Pick<Outgoing<unknown>, 'url' | 'body' | 'signal'>,
  options: RequestOptions,
): Promise<NodeResponse> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const request = sendRequest(options);
    let incoming: IncomingBody | undefined;
    const release = (): void => signal?.removeEventListener('abort', abort);
    const fail = (reason: unknown): void => {
      if (incoming) return incoming.fail(reason);
      release();
      reject(reason as Error);
    };
    const abort = (): void => {
      fail(signal!.reason);
      abandon(request);
    };
    signal?.addEventListener('abort', abort);
    request.on('response', (response: IncomingMessage) => {
      readKeepAlive(response);
      const headers = new LightHeaders(response.rawHeaders);
      const status = response.statusCode!;
      const isEmpty = hasNoBody(options.method!, status);
      const encoding = isEmpty ? null : headers.get('content-encoding');
      const source = encoding === null ? response : decode(response, encoding);
      incoming = bodyOfStream(source, release, (end) => whenFree(request, end));
      if (isEmpty) incoming.expectNone();
      const statusText = response.statusMessage!;
      resolve(new NodeResponse({ url, status, statusText, headers, body: isEmpty ? null : incoming }));
    });
    request.on('error', (failure) => fail(fetchFailed(failure, isOpen(request.socket))));
    // The server may also switch protocols: then there is neither a response nor an error.
    request.on('close', () => {
      if (!incoming) fail(fetchFailed(new Error('The server has ended the connection.'), isOpen(request.socket)));
    });
    const { content, length } = body;
    if (content === undefined) request.end();
    else if (typeof content === 'string') request.end(content, 'latin1');
    else if (content instanceof Uint8Array) request.end(content);
    else
      sendStream(request, content, length).catch((failure: unknown) => {
        fail(fetchFailed(failure, true));
        abandon(request);
      });
  });
}

/**
 * Calls back when the connection of a request can be used again, so that the next request finds it: with TLS, a response may have arrived before the
 * request counts as written. After a turn of the event loop in any case, because a server may respond before it has read everything.
 */
function whenFree(request: ClientRequest, callback: () => void): void {
  if (request.writableFinished) return callback();
  let isFree = false;
  const free = (): void => {
    if (isFree) return;
    isFree = true;
    request.off('finish', free);
    callback();
  };
  request.once('finish', free);
  setImmediate(free);
}

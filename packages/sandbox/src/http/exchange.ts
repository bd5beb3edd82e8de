/** A request, as far as the API needs it: servers have their own, which cost less than a `Request`. */
export interface Incoming {
  readonly method: string;
  /** Path and query, percent-encoded. */
  readonly target: string;
  header(name: string): string | null;
  /** The bytes of the body. Ends with an error once there are more than the limit. */
  bytes(limit: number): Promise<Uint8Array>;
}

/** A response, before a server sends it. */
export interface Outgoing {
  readonly status: number;
  /** The reason phrase. */
  readonly reason?: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
  /** What happens in the middle of the body: the connection breaks, or nothing more arrives. */
  readonly breaks?: 'cut' | 'stall';
}

/** The bytes of a stream have become more than allowed. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

export function incomingOf(request: Request): Incoming {
  const { target, host } = partsOf(request.url);
  const header = (name: string): string | null => request.headers.get(name);
  return {
    method: request.method,
    target,
    header: (name) => header(name) ?? (name === 'host' ? host : null),
    bytes: (limit) => readBytes(request.body as AsyncIterable<Uint8Array> | null, header('content-length'), limit),
  };
}

/** Host, and path with query, of an absolute URL. */
export function partsOf(url: string): { readonly host: string; readonly target: string } {
  const [, host = '', target = ''] = /^[^:]*:\/\/([^/?#]*)([^#]*)/.exec(url) ?? [];
  return { host, target: target.startsWith('/') ? target : `/${target}` };
}

/**
 * @param announced The length that the request announces, if it does.
 * @throws TooLarge as soon as there are, or will be, more bytes than the limit.
 */
export async function readBytes(
  chunks: AsyncIterable<Uint8Array> | null,
  announced: string | null | undefined,
  limit: number,
): Promise<Uint8Array> {
  if (Number(announced ?? 0) > limit) throw new TooLarge();
  const received: Uint8Array[] = [];
  let length = 0;
  if (chunks)
    for await (const chunk of chunks) {
      length += chunk.length;
      if (length > limit) throw new TooLarge();
      received.push(chunk);
    }
  if (received.length === 1) return received[0]!;
  const bytes = new Uint8Array(length);
  let position = 0;
  for (const chunk of received) {
    bytes.set(chunk, position);
    position += chunk.length;
  }
  return bytes;
}

export function responseOf({ status, reason = '', headers, body, breaks }: Outgoing): Response {
  const sent = breaks ? brokenStream(body ?? '', breaks) : ((body ?? null) as BodyInit | null);
  return new Response(sent, { status, statusText: reason, headers });
}

function brokenStream(body: string | Uint8Array, breaks: 'cut' | 'stall'): ReadableStream<Uint8Array> {
  let isSent = false;
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (!isSent) controller.enqueue(firstHalf(body));
      else if (breaks === 'cut') controller.error(new TypeError('terminated'));
      // The reader waits, until it cancels.
      else return new Promise<void>(() => undefined);
      isSent = true;
    },
  });
}

/** The part of a body that arrives before it breaks. */
export function firstHalf(body: string | Uint8Array): Uint8Array {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return bytes.subarray(0, Math.max(1, bytes.length >> 1));
}

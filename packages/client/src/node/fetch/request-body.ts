/** A body as it is sent. */
export interface RequestBody {
  /** A string of ASCII characters, bytes, or a stream of them; `undefined` for none. */
  readonly content: string | Uint8Array | ReadableStream<Uint8Array> | undefined;
  /** In bytes; `undefined` for a stream of unknown length. */
  readonly length: number | undefined;
  /** The media type that the body has by itself. */
  readonly type: string | undefined;
}

const NONE: RequestBody = { content: undefined, length: 0, type: undefined };

/** @throws TypeError when a stream is in use. */
export function requestBody(body: BodyInit | null | undefined): RequestBody | Promise<RequestBody> {
  if (body === undefined || body === null) return NONE;
  if (typeof body === 'string') return textBody(body, 'text/plain;charset=UTF-8');
  if (body instanceof URLSearchParams)
    return textBody(body.toString(), 'application/x-www-form-urlencoded;charset=UTF-8');
  if (ArrayBuffer.isView(body)) return bytesBody(new Uint8Array(body.buffer, body.byteOffset, body.byteLength));
  if (body instanceof ArrayBuffer || isSharedBuffer(body)) return bytesBody(new Uint8Array(body));
  // Without a stream for nothing: over HTTP/2, undici 7 never ends a request with one whose length is announced as 0.
  if (body instanceof Blob)
    return { content: body.size === 0 ? '' : body.stream(), length: body.size, type: body.type || undefined };
  if (isStream(body)) {
    if (body.locked) throw new TypeError('The stream of the body is in use.');
    return { content: body, length: undefined, type: undefined };
  }
  return isForm(body) ? formBody(body) : textBody(String(body), 'text/plain;charset=UTF-8');
}

function textBody(text: string, type: string): RequestBody {
  const length = Buffer.byteLength(text);
  // Text that is not ASCII must not meet the head of the request in one string: they have different encodings.
  return { content: length === text.length ? text : Buffer.from(text), length, type };
}

/** A copy, as in `fetch`: the program may use its memory again while the request waits for a connection. */
const bytesBody = (bytes: Uint8Array): RequestBody => ({
  content: bytes.slice(),
  length: bytes.byteLength,
  type: undefined,
});

/** `Response` encodes a form, and chooses its boundary. Its parts stay where they are until they are sent. */
async function formBody(form: FormData): Promise<RequestBody> {
  const response = new Response(form);
  const type = response.headers.get('content-type') ?? undefined;
  const blob = await response.blob();
  return { content: blob.stream(), length: blob.size, type };
}

const isSharedBuffer = (body: object): body is ArrayBuffer =>
  typeof SharedArrayBuffer === 'function' && body instanceof SharedArrayBuffer;
const isStream = (body: object): body is ReadableStream<Uint8Array> => 'getReader' in body;
const isForm = (body: object): body is FormData => Object.prototype.toString.call(body) === '[object FormData]';

/** @throws TypeError for a chunk of a stream that consists of something else than bytes. */
export function assertBytes(chunk: unknown): asserts chunk is Uint8Array {
  if (!(chunk instanceof Uint8Array)) throw new TypeError('The stream of a body must consist of `Uint8Array`s.');
}

import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { MIMEType } from 'node:util';
import { isOfType } from './media-type.ts';
import type { Operation } from './operations.ts';
import type { Rejection } from './rejections.ts';

/** More than any document that the API takes. */
const MAX_BYTES = 10 * 1024 * 1024;

/** The bytes of a body; `undefined` if there are too many. */
export type Bytes = Buffer | undefined;

/** Reads a body to its end, also one that is too large: a client that still sends does not read a response. */
export function readBytes(request: IncomingMessage, onEnd: (bytes: Bytes) => void): void {
  let chunks: Buffer[] = [];
  let length = 0;
  request.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > MAX_BYTES) chunks = [];
    else chunks.push(chunk);
  });
  request.on('end', () => onEnd(length > MAX_BYTES ? undefined : Buffer.concat(chunks)));
}

/** What Prism gets: a JSON value, the text of another body, or null without a body. */
export type BodyValue = { readonly value: unknown } | { readonly rejection: Rejection };

/**
 * Whether a request without bytes has a body, which is empty: its type is one that the operation takes, and a text, a file or a form of that type may be
 * empty. JSON and multipart forms may not, and many clients name JSON always.
 */
export function hasEmptyBody(headers: IncomingHttpHeaders, operation: Operation | undefined): boolean {
  const type = headers['content-type'];
  if (type === undefined || /\bjson\b|^multipart\//i.test(type)) return false;
  return operation?.request?.body?.contents?.some(({ mediaType }) => isOfType(type, mediaType)) ?? false;
}

/** Reads the value of a body. The bytes decide whether there is one, but for {@link hasEmptyBody}. */
export function parseBody(bytes: Bytes, headers: IncomingHttpHeaders, hasBody: boolean): BodyValue {
  if (!bytes) return reject(413, 'BODY_TOO_LARGE', `The mock takes at most ${MAX_BYTES} bytes.`);
  if (bytes.length === 0) return { value: hasBody ? '' : null };
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') return reject(415, 'CONTENT_ENCODING', `The mock cannot read a body in ${encoding}.`);
  const type = headers['content-type'];
  if (type === undefined) return { value: bytes.toString('utf8') };
  let media: MIMEType;
  try {
    media = new MIMEType(type);
  } catch {
    return reject(415, 'CONTENT_TYPE', `${type} is no media type.`);
  }
  return /^application\/(.+\+)?json$/.test(media.essence) ? parseJson(bytes, media) : { value: bytes.toString('utf8') };
}

function parseJson(bytes: Buffer, media: MIMEType): BodyValue {
  const charset = media.params.get('charset') ?? 'utf-8';
  if (!/^(utf-?8|us-ascii)$/i.test(charset)) return reject(415, 'CHARSET', `JSON is UTF-8, not ${charset}.`);
  let value: unknown;
  try {
    // A byte order mark is no JSON, and bytes that are no UTF-8 must not become characters.
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (error) {
    return reject(400, 'MALFORMED_JSON', `The request body is not valid JSON: ${(error as Error).message}`);
  }
  // Prism takes null for no body, and so for a valid one wherever the body is optional.
  return value === null ? reject(422, 'NULL_BODY', 'The request body is null.') : { value };
}

const reject = (status: number, code: string, message: string): BodyValue => ({
  rejection: { status, location: ['request', 'body'], code, message },
});

/** Headers as they describe the bytes that were read: no chunks, and no type of a body that is not there. */
export function headersFor(bytes: Buffer, headers: IncomingHttpHeaders, hasBody: boolean): IncomingHttpHeaders {
  const { 'transfer-encoding': _chunks, 'content-length': _length, 'content-type': type, ...rest } = headers;
  if (!hasBody) return rest;
  return { ...rest, ...(type !== undefined && { 'content-type': type }), 'content-length': String(bytes.length) };
}

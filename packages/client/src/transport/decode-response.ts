import type { ApiError } from '../errors/api-errors.ts';
import { ConnectionError } from '../errors/connection-errors.ts';
import { DecodeError } from '../errors/decode-error.ts';
import { errorFromResponse } from '../errors/from-response.ts';
import { SecuconnectError } from '../errors/secuconnect-error.ts';
import { cutBodyError } from '../internal/body-size.ts';
import { isBodyLocked, isSmall, readTextUpTo } from '../internal/read-body.ts';
import { redact } from '../internal/redact.ts';
import type { PreparedRequest } from './prepare-request.ts';

/** How much of the body of an error response is read. */
const MAX_ERROR_BYTES = 1024 * 1024;

const TAKEN = 'a body that was read before, perhaps by a custom `fetch`';

/** Statuses of a success that has no body (RFC 9110). */
const NO_CONTENT = new Set([204, 205]);

/**
 * How long a terminal call may take until its token is rejected, in ms, and still count as rejected before anything happened. After that, the terminal
 * may have asked the cashier, and the token may have expired in the meantime.
 */
const MAX_REJECTION_MS = 2_000;

/**
 * The error of a response that is not a success. Its class and outcome follow from the status, even if the body cannot be read.
 *
 * @param elapsed From the request of a terminal call to its response, in ms.
 */
export async function errorOf(
  { context, waitsForTerminal }: PreparedRequest,
  response: Response,
  secrets: () => string[],
  elapsed: number,
): Promise<ApiError> {
  const { text } = await readTextUpTo(response, MAX_ERROR_BYTES).catch(() => ({ text: '' }));
  const isTokenChecked = waitsForTerminal && elapsed > MAX_REJECTION_MS;
  return errorFromResponse(context, response, text, { secrets: secrets(), isTokenChecked });
}

/**
 * Whether a success is text, of a size that is known and not too large: `text()` and `decodeText` then do what `decodeBody` does. Each function that waits
 * costs every call a part of a microsecond, and a stream several.
 */
export const isReadAtOnce = ({ responseKind, maxResponseBytes }: PreparedRequest, response: Response): boolean =>
  responseKind !== 'bytes' && isSmall(response, maxResponseBytes);

/**
 * Decodes the text of a success: JSON, or the text itself where the operation returns text. An empty text is `undefined` if the operation may return
 * nothing, if it is a list, or if the status says so. Anywhere else, it may be a response that was cut: browsers take some of them for whole.
 *
 * @throws DecodeError when the text is empty, or not JSON.
 */
export function decodeText(
  request: PreparedRequest,
  response: Response,
  text: string,
  secrets: () => string[],
): unknown {
  if (request.responseKind === 'text') return text;
  if (text === '') {
    const { noContent, paging } = request.operation;
    if (noContent || paging || NO_CONTENT.has(response.status)) return undefined;
    throw undecodable(request, response, 'an empty body');
  }
  try {
    return JSON.parse(text);
  } catch {
    throw undecodable(request, response, 'a body that is not JSON', redact(text, secrets()));
  }
}

/**
 * Reads and decodes the body of a success: as `decodeText` does, or a `Blob` where the operation returns a file.
 *
 * @throws DecodeError when the body is empty, not JSON, larger than `maxResponseBytes`, and when the response is a part of a file.
 * @throws ConnectionError when a file has fewer bytes than the server announced.
 */
export async function decodeBody(
  request: PreparedRequest,
  response: Response,
  secrets: () => string[],
): Promise<unknown> {
  const { context, responseKind, maxResponseBytes } = request;
  if (responseKind === 'bytes') {
    // Partial Content, although no part was asked for.
    if (response.status === 206) throw undecodable(request, response, 'a part of the file');
    const file = await response.blob();
    const cut = cutBodyError(response.headers, file.size);
    if (cut) throw new ConnectionError(context, cut);
    return file;
  }
  const { text, truncated } = await readTextUpTo(response, maxResponseBytes);
  if (truncated) throw undecodable(request, response, `more than ${maxResponseBytes} bytes`, redact(text, secrets()));
  return decodeText(request, response, text, secrets);
}

/** @throws DecodeError when the body was read already, perhaps in part. */
export function assertUnread(request: PreparedRequest, response: Response): void {
  if (response.bodyUsed) throw undecodable(request, response, TAKEN);
}

/** What an exchange failed with: a body that has another reader says nothing about the connection. */
export const readFailure = (request: PreparedRequest, response: Response | undefined, failure: unknown): unknown =>
  response && !(failure instanceof SecuconnectError) && isBodyLocked(response)
    ? undecodable(request, response, TAKEN)
    : failure;

const undecodable = ({ context }: PreparedRequest, { status }: Response, what: string, body = ''): DecodeError =>
  new DecodeError(context, { status, what, body });

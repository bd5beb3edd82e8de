import type { ApiError } from '../errors/api-errors.ts';
import { ConnectionError } from '../errors/connection-errors.ts';
import { DecodeError } from '../errors/decode-error.ts';
import { errorFromResponse } from '../errors/from-response.ts';
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
 * Reads the body of a success: JSON, a string where the operation returns text, or a `Blob` where it returns a file. An empty body is `undefined` if the operation may return nothing,
 * if it is a list, or if the status says so. Anywhere else, it may be a response that was cut: browsers take some of them for whole.
 *
 * @throws DecodeError when the body is empty, not JSON, larger than `maxResponseBytes`, or read already, and when the response is a part of a file.
 * @throws ConnectionError when a file has fewer bytes than the server announced.
 */
export async function decodeBody(
  request: PreparedRequest,
  response: Response,
  secrets: () => string[],
): Promise<unknown> {
  const { operation, context, responseKind: kind, maxResponseBytes } = request;
  if (response.bodyUsed) throw undecodable(TAKEN);
  if (kind === 'bytes') {
    // Partial Content, although no part was asked for.
    if (response.status === 206) throw undecodable('a part of the file');
    const file = await response.blob().catch((failure: unknown) => {
      throw reasonOf(failure);
    });
    const cut = cutBodyError(response.headers, file.size);
    if (cut) throw new ConnectionError(context, cut);
    return file;
  }
  // Read at once if that is possible: each further function that waits costs every call a part of a microsecond, and a stream several.
  const isAtOnce = isSmall(response, maxResponseBytes);
  let text: string;
  let truncated = false;
  try {
    if (isAtOnce) text = await response.text();
    else ({ text, truncated } = await readTextUpTo(response, maxResponseBytes));
  } catch (failure) {
    throw reasonOf(failure);
  }
  if (truncated) throw undecodable(`more than ${maxResponseBytes} bytes`, text);
  if (kind === 'text') return text;
  if (text === '') {
    if (operation.noContent || operation.paging || NO_CONTENT.has(response.status)) return undefined;
    throw undecodable('an empty body');
  }
  try {
    return JSON.parse(text);
  } catch {
    throw undecodable('a body that is not JSON', text);
  }

  function reasonOf(failure: unknown): unknown {
    return isBodyLocked(response) ? undecodable(TAKEN) : failure;
  }

  function undecodable(what: string, body = ''): DecodeError {
    return new DecodeError(context, { status: response.status, what, body: redact(body, secrets()) });
  }
}

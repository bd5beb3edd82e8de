import { DecodeError } from '../errors/decode-error.ts';
import { errorFromResponse } from '../errors/from-response.ts';
import { readTextUpTo } from '../internal/read-body.ts';
import { redact } from '../internal/redact.ts';
import type { PreparedRequest } from './prepare-request.ts';

/** How much of the body of an error response is read. */
const MAX_ERROR_BYTES = 1024 * 1024;

/** @throws ApiError when the response is not a success. */
export async function assertSuccess(
  { context }: PreparedRequest,
  response: Response,
  secrets: () => string[],
): Promise<void> {
  if (response.ok) return;
  const { text } = await readTextUpTo(response, MAX_ERROR_BYTES);
  throw errorFromResponse(context, response, text, secrets());
}

/**
 * Reads the body of a success: JSON, or a `Blob` where the operation returns a file. An empty body is `undefined`.
 *
 * @throws DecodeError when the body is not JSON, or larger than `maxResponseBytes`.
 */
export async function decodeBody(
  { operation, context, maxResponseBytes }: PreparedRequest,
  response: Response,
  secrets: () => string[],
): Promise<unknown> {
  if (operation.responseType) return response.blob();
  const { text, truncated } = await readTextUpTo(response, maxResponseBytes);
  const undecodable = (what: string): DecodeError =>
    new DecodeError(context, { status: response.status, what, body: redact(text, secrets()) });
  if (truncated) throw undecodable(`more than ${maxResponseBytes} bytes`);
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw undecodable('a body that is not JSON');
  }
}

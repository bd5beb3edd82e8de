import { readTextUpTo } from '../internal/read-body.ts';
import { PushError } from './push-error.ts';

/**
 * Reads the body of a request as text. Reads no more than `maxBytes`, even if `Content-Length` is wrong. The content type does not matter.
 *
 * @throws PushError with the reason `too-large`, or `malformed` when the body is truncated or not UTF-8.
 */
export async function readPushBody(request: Request, maxBytes: number): Promise<string> {
  const isTooLarge = Number(request.headers.get('content-length')) > maxBytes;
  const { text, truncated } = isTooLarge
    ? { text: '', truncated: true }
    : await readTextUpTo(request, maxBytes, { fatal: true }).catch((cause: unknown) => {
        throw new PushError('malformed', 'The body of the push is truncated, or not UTF-8.', cause);
      });
  if (truncated) throw new PushError('too-large', `The body of the push is larger than ${maxBytes} bytes.`);
  return text;
}

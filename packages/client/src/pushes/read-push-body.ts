import { readTextUpTo } from '../internal/read-body.ts';
import { PushError } from './push-error.ts';

/**
 * Reads the body of a request as text, no further than the limit, whatever `Content-Length` says. Its content type does not matter.
 *
 * @throws PushError `too-large`, or `malformed` when it breaks off or is not UTF-8.
 */
export async function readPushBody(request: Request, maxBytes: number): Promise<string> {
  const isTooLarge = Number(request.headers.get('content-length')) > maxBytes;
  const { text, truncated } = isTooLarge
    ? { text: '', truncated: true }
    : await readTextUpTo(request, maxBytes, { fatal: true }).catch((cause: unknown) => {
        throw new PushError('malformed', 'The body of the push broke off, or is not UTF-8.', cause);
      });
  if (truncated) throw new PushError('too-large', `The body of the push is larger than ${maxBytes} bytes.`);
  return text;
}

import { PushError } from './push-error.ts';

/**
 * The body of a request as text, read no further than the limit, whatever `Content-Length` says. Its content type does not matter.
 *
 * @throws PushError `too-large`, or `malformed` when it breaks off or is not UTF-8.
 */
export async function readBody(request: Request, maxBytes: number): Promise<string> {
  const tooLarge = new PushError('too-large', `The body of the push is larger than ${maxBytes} bytes.`);
  if (Number(request.headers.get('content-length')) > maxBytes) throw tooLarge;
  if (!request.body) return '';
  const reader = request.body.getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let [text, size] = ['', 0];
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      size += value.byteLength;
      if (size > maxBytes) break;
      text += decoder.decode(value, { stream: true });
    }
  } catch (cause) {
    throw new PushError('malformed', 'The body of the push broke off, or is not UTF-8.', cause);
  }
  // Whether the rest can be called off makes no difference to the answer.
  reader.cancel(tooLarge).catch(() => undefined);
  throw tooLarge;
}

import { chunkReader } from './chunk-reader.ts';

/**
 * Reads a body as text, up to a number of bytes: an oversized body must not fill the memory. The rest is not fetched.
 *
 * @param options.fatal Whether a body that is not UTF-8 rejects with a TypeError. By default, invalid bytes become replacement characters.
 * @returns The text, and whether it is `truncated` because the body is larger than `maxBytes`.
 */
export async function readTextUpTo(
  message: Request | Response,
  maxBytes: number,
  { fatal = false }: { fatal?: boolean } = {},
): Promise<{ text: string; truncated: boolean }> {
  const { body, headers } = message;
  const length = headers.get('content-length');
  // Only a body of unknown size, or one that grows when it is unpacked, has to be counted while it arrives.
  const isSizeKnown = length !== null && !headers.has('content-encoding');
  if (!isStream(body) || (!fatal && isSizeKnown && Number(length) <= maxBytes)) {
    const text = await message.text();
    return { text: text.slice(0, maxBytes), truncated: text.length > maxBytes };
  }
  const reader = chunkReader(body);
  const decoder = new TextDecoder('utf-8', { fatal });
  let text = '';
  for (let left = maxBytes; ;) {
    const { done, value } = await reader.next();
    if (done) return { text: text + decoder.decode(), truncated: false };
    const chunk = toBytes(value);
    text += decoder.decode(chunk.subarray(0, left), { stream: true });
    left -= chunk.byteLength;
    if (left < 0) {
      // Not awaited: a body that does not end does not end its cancellation either.
      reader.cancel().catch(() => undefined);
      return { text, truncated: true };
    }
  }
}

/** Whether a body was read, or is being read, and cannot be read again. */
export const isBodyTaken = ({ body, bodyUsed }: Response): boolean => bodyUsed || Boolean(body?.locked);

/** Some implementations of `fetch` have other bodies, or none, and `text()` alone reads them. */
const isStream = (body: unknown): body is ReadableStream<Uint8Array> =>
  typeof body === 'object' && body !== null && ('getReader' in body || Symbol.asyncIterator in body);

/** A stream of Node with an encoding yields strings. */
const toBytes = (chunk: Uint8Array | string | undefined): Uint8Array =>
  typeof chunk === 'object' ? chunk : new TextEncoder().encode(chunk);

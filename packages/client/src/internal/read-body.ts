import { chunkReader, type ChunkReader } from './chunk-reader.ts';

const LENIENT = { fatal: false };

/**
 * Reads a body as text, up to a number of bytes: an oversized body must not fill the memory. The rest is not fetched.
 *
 * @param options.fatal Whether a body that is not UTF-8 rejects with a TypeError. By default, invalid bytes become replacement characters.
 * @returns The text, and whether it is `truncated` because the body is larger than `maxBytes`.
 */
export async function readTextUpTo(
  message: Request | Response,
  maxBytes: number,
  { fatal }: { fatal: boolean } = LENIENT,
): Promise<{ text: string; truncated: boolean }> {
  if (!fatal && isSmall(message, maxBytes)) return { text: await message.text(), truncated: false };
  // Not earlier: some responses make their stream when it is asked for.
  const { body } = message;
  if (!isStream(body)) {
    const text = await message.text();
    return { text: text.slice(0, maxBytes), truncated: text.length > maxBytes };
  }
  const reader = chunkReader(body);
  const first = await reader.read();
  if (first.done) return { text: '', truncated: false };
  const only = toBytes(first.value);
  if (only.byteLength > maxBytes) return readOn(reader, [first], maxBytes, fatal);
  const second = await reader.read();
  if (!second.done) return readOn(reader, [second, first], maxBytes, fatal);
  // Most bodies come in one piece. A decoder that need not remember anything can be shared.
  return { text: (fatal ? STRICT_DECODER : LENIENT_DECODER).decode(only), truncated: false };
}

/** @param chunks Those that were read already, the first one last. */
async function readOn(
  reader: ChunkReader,
  chunks: Awaited<ReturnType<ChunkReader['read']>>[],
  maxBytes: number,
  fatal: boolean,
): Promise<{ text: string; truncated: boolean }> {
  const decoder = new TextDecoder('utf-8', { fatal });
  let text = '';
  for (let left = maxBytes; ;) {
    const { done, value } = chunks.pop() ?? (await reader.read());
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

const LENIENT_DECODER = new TextDecoder();
const STRICT_DECODER = new TextDecoder('utf-8', { fatal: true });

/** Whether a body is known to fit. Only one of unknown size, or one that grows when it is unpacked, has to be counted while it arrives. */
export function isSmall({ headers }: Request | Response, maxBytes: number): boolean {
  const length = headers.get('content-length');
  return length !== null && Number(length) <= maxBytes && !headers.has('content-encoding');
}

/** Whether a body was read, or is being read, and cannot be read again. */
export const isBodyTaken = (response: Response): boolean => response.bodyUsed || Boolean(response.body?.locked);

/** Whether a body that could not be read has another reader: if it were the connection, something would have been read. */
export const isBodyLocked = (response: Response): boolean => !response.bodyUsed && Boolean(response.body?.locked);

/** Some implementations of `fetch` have other bodies, or none, and `text()` alone reads them. */
const isStream = (body: unknown): body is ReadableStream<Uint8Array> =>
  typeof body === 'object' && body !== null && ('getReader' in body || Symbol.asyncIterator in body);

/** A stream of Node with an encoding yields strings. */
const toBytes = (chunk: Uint8Array | string | undefined): Uint8Array =>
  typeof chunk === 'object' ? chunk : new TextEncoder().encode(chunk);

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
  if (!body || (!fatal && isSizeKnown && Number(length) <= maxBytes))
    return { text: await message.text(), truncated: false };
  const reader = body.getReader();
  const decoder = new TextDecoder('utf-8', { fatal });
  let text = '';
  for (let left = maxBytes; ;) {
    const { done, value } = await reader.read();
    if (done) return { text: text + decoder.decode(), truncated: false };
    text += decoder.decode(value.subarray(0, left), { stream: true });
    left -= value.byteLength;
    if (left < 0) {
      // Not awaited: a body that does not end does not end its cancellation either.
      reader.cancel().catch(() => undefined);
      return { text, truncated: true };
    }
  }
}

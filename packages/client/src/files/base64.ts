/** How many bytes become characters at once: the stack limits the number of arguments of a function. */
const CHUNK_BYTES = 0x8000;

/** Encodes bytes as Base64. For small files: the bytes and the string are in memory together. */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES)
    binary += String.fromCharCode(...bytes.subarray(start, start + CHUNK_BYTES));
  return btoa(binary);
}

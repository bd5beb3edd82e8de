/** How many bytes are turned into characters at once: a function cannot take more arguments than the stack holds. */
const PIECE = 0x8000;

/** Bytes as Base64. For small files: text and bytes are in memory together. */
export function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += PIECE) text += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return btoa(text);
}

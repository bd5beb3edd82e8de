import { isBrowser } from './fetch-init.ts';

/** The size of a body in bytes, as its headers announce it; `undefined` when they do not, or when they count the bytes of a compressed form. */
export function announcedSize(headers: Headers): number | undefined {
  const length = headers.has('content-encoding') ? null : headers.get('content-length');
  return length !== null && /^\d+$/.test(length) ? Number(length) : undefined;
}

/**
 * Says that a body has fewer bytes than its headers announce. Not every runtime does, above all over HTTP/2.
 *
 * @param bytes How many bytes there are.
 * @returns `undefined` when the body is whole, or when nothing tells: a browser that decompressed a body may hide from the page that it did.
 */
export function cutBodyError(headers: Headers, bytes: number): Error | undefined {
  const size = isBrowser() ? undefined : announcedSize(headers);
  return size !== undefined && bytes < size ? new Error(`the body ended after ${bytes} of ${size} bytes`) : undefined;
}

/**
 * Headers that ask for a file as it is: a compressed one that was cut looks whole in Node. Deno notices the cut by itself, and leaves the decompression
 * to programs that name an encoding.
 */
export const plainFileHeaders = (): Record<string, string> =>
  'Deno' in globalThis ? {} : { 'accept-encoding': 'identity' };

import { PassThrough, pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';

/** The codings that a request asks for, unless its headers ask for others. */
export const ACCEPTED_CODINGS = 'gzip, deflate, br';
/** How often a body may be compressed. */
const MAX_CODINGS = 5;
/** The method that the first byte of a zlib header names. */
const ZLIB = 8;

/** A `Map`, because the names come from the server: an object also has what it inherits, such as `__proto__` and `constructor`. */
const DECODERS = new Map<string, (first: number) => Transform>([
  ['gzip', () => createGunzip()],
  ['x-gzip', () => createGunzip()],
  ['br', () => createBrotliDecompress()],
  // Some servers leave out the header of zlib.
  ['deflate', (first) => ((first & 15) === ZLIB ? createInflate() : createInflateRaw())],
]);

/** The body of a response without its compression. One that ends too early fails. As in `fetch`, an unknown coding remains. */
export function decode(response: Readable, encoding: string): Readable {
  const codings = encoding
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity')
    .map((coding) => DECODERS.get(coding));
  if (codings.length === 0 || codings.length > MAX_CODINGS || codings.includes(undefined)) return response;
  const decoded = new PassThrough();
  const onError = (failure: Error): void => void decoded.destroy(failure);
  response.once('error', onError);
  response.once('readable', () => {
    const first = response.read() as Buffer | null;
    // A body without a byte has no compression.
    if (first === null) return decoded.end();
    response.unshift(first);
    // The last coding was applied last, and is removed first.
    const decoders = codings.reverse().map((create, index) => create!(index === 0 ? first[0]! : ZLIB));
    // A failure arrives at `decoded`, as everything else.
    return pipeline([response, ...decoders, decoded], () => undefined);
  });
  decoded.once('close', () => response.destroy());
  return decoded;
}

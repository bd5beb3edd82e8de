import { ApiException } from '../engine/exception.ts';

/** How deep JSON may nest. The deepest model of the spec needs less than twenty levels. */
const DEPTH_LIMIT = 64;
/** How many values JSON may have: more keep everybody else waiting, and no call needs them. */
export const VALUES_LIMIT = 50_000;
/** Names that would change objects instead of adding a field. */
const RESERVED_NAMES = new Set(['__proto__', 'constructor', 'prototype']);

const [QUOTE, BACKSLASH, COMMA, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [...'"\\,[]{}'].map((character) =>
  character.charCodeAt(0),
);

/**
 * Reads JSON that is safe to work with.
 *
 * @param most How many values it may have.
 * @throws ApiException 400
 */
export function parseJson(bytes: Uint8Array, most = VALUES_LIMIT): unknown {
  assertSmall(bytes, most);
  let value: unknown;
  try {
    value = JSON.parse(decodeUtf8(bytes));
  } catch (error) {
    if (error instanceof ApiException) throw error;
    throw new ApiException(400, `The body is not JSON: ${(error as Error).message.slice(0, 200)}`);
  }
  assertHarmless(value);
  return value;
}

/** @throws ApiException 400 */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ApiException(400, 'The body is not UTF-8');
  }
}

/** @throws ApiException 400 for a name that would change an object instead of adding a field. */
export function assertNotReserved(name: string): void {
  if (RESERVED_NAMES.has(name)) throw new ApiException(400, `The body has a field with the reserved name ${name}`);
}

/** Looks at the bytes, because a body of 16 MB can hold millions of values, which take seconds to make. */
function assertSmall(bytes: Uint8Array, most: number): void {
  let depth = 0;
  let values = 0;
  let isText = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) isText = !isText;
    else if (isText) at += byte === BACKSLASH ? 1 : 0;
    else if (byte === COMMA) values += 1;
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      values += 1;
      depth += 1;
      if (depth > DEPTH_LIMIT) throw new ApiException(400, `The body nests deeper than ${DEPTH_LIMIT} levels`);
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth -= 1;
  }
  if (values > most) throw new ApiException(400, `The body has more than ${most} values`);
}

function assertHarmless(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) for (const name of Object.keys(value)) assertNotReserved(name);
  for (const inner of Object.values(value)) assertHarmless(inner);
}

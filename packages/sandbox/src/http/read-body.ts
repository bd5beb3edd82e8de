import type { FormFile } from '../call/call.ts';
import { ApiException } from '../engine/exception.ts';
import { TooLarge, type Incoming } from './exchange.ts';
import type { OperationSpec } from '../spec/operations.ts';

/** In bytes. Uploads carry files, as base64 or as forms. */
export const BODY_LIMIT = 16 * 1024 * 1024;
/** How deep JSON may nest. The deepest model of the spec needs less than twenty levels. */
const DEPTH_LIMIT = 64;
/** Names that would change objects instead of adding a field. */
const RESERVED_NAMES = new Set(['__proto__', 'constructor', 'prototype']);

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'multipart/form-data';

export interface RequestBody {
  readonly mediaType: string;
  readonly value: unknown;
}

/**
 * Reads the body of a request by its media type.
 *
 * @returns `undefined` without a body.
 * @throws ApiException 400, 413 or 415 that says what is wrong with it.
 */
export async function readBody(request: Incoming, operation: OperationSpec): Promise<RequestBody | undefined> {
  const bytes = await readBytes(request);
  if (bytes.length === 0) return undefined;
  const type = request.header('content-type') ?? JSON_TYPE;
  const mediaType = type.split(';')[0]!.trim().toLowerCase();
  const accepted = Object.keys(operation.bodies);
  // The platform reads a body of other operations, and ignores it.
  if (accepted.length === 0) return undefined;
  if (!accepted.includes(mediaType))
    throw new ApiException(400, `The body must be ${accepted.join(' or ')}, not ${mediaType}`).withStatus(415);
  return { mediaType, value: mediaType === FORM_TYPE ? await parseForm(bytes, type) : parseJson(bytes) };
}

/**
 * Reads JSON that is safe to work with.
 *
 * @throws ApiException 400
 */
export function parseJson(bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ApiException(400, 'The body is not UTF-8');
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ApiException(400, `The body is not JSON: ${(error as Error).message.slice(0, 200)}`);
  }
  assertHarmless(value, 0);
  return value;
}

function assertHarmless(value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth >= DEPTH_LIMIT) throw new ApiException(400, `The body nests deeper than ${DEPTH_LIMIT} levels`);
  for (const [name, inner] of Object.entries(value)) {
    if (RESERVED_NAMES.has(name)) throw new ApiException(400, `The body has a field with the reserved name ${name}`);
    assertHarmless(inner, depth + 1);
  }
}

async function parseForm(bytes: Uint8Array, type: string): Promise<Record<string, unknown>> {
  try {
    const form = await new Response(bytes as BodyInit, { headers: { 'content-type': type } }).formData();
    const fields = [...form].map(async ([name, value]) => [
      name,
      typeof value === 'string' ? value : await read(value),
    ]);
    return Object.fromEntries(await Promise.all(fields)) as Record<string, unknown>;
  } catch {
    throw new ApiException(400, 'The body is not a form');
  }
}

const read = async (file: File): Promise<FormFile> => ({
  name: file.name,
  type: file.type,
  bytes: new Uint8Array(await file.arrayBuffer()),
});

/** @throws ApiException 413 as soon as there are more bytes than the limit. */
export async function readBytes(request: Incoming, limit = BODY_LIMIT): Promise<Uint8Array> {
  try {
    return await request.bytes(limit);
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    throw new ApiException(400, `The body is larger than ${limit} bytes`).withStatus(413);
  }
}

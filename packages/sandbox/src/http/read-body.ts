import type { FormFile } from '../call/call.ts';
import { ApiException } from '../engine/exception.ts';
import { TooLarge, type Incoming } from './exchange.ts';
import { assertNotReserved, parseJson } from './parse-json.ts';
import type { OperationSpec } from '../spec/operations.ts';

/** In bytes. Uploads carry files, as base64 or as forms. */
export const BODY_LIMIT = 16 * 1024 * 1024;

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

async function parseForm(bytes: Uint8Array, type: string): Promise<Record<string, unknown>> {
  let form: FormData;
  try {
    form = await new Response(bytes as BodyInit, { headers: { 'content-type': type } }).formData();
  } catch {
    throw new ApiException(400, 'The body is not a form');
  }
  const fields = [...form].map(async ([name, value]) => {
    assertNotReserved(name);
    return [name, typeof value === 'string' ? value : await read(value)] as const;
  });
  return Object.fromEntries(await Promise.all(fields));
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

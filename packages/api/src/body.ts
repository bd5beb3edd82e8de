import type { Operation } from './operation.ts';

export interface EncodedBody {
  readonly body?: string | FormData | Blob;
  readonly contentType?: string;
}

/**
 * What is sent for a body: JSON, or a multipart form when the operation takes one and the body has a file in it. A form brings its own
 * content type, with the boundary in it; so does one that is encoded already, as a blob.
 */
export function encodeBody(operation: Operation, body: unknown): EncodedBody {
  if (body === undefined) return {};
  if (operation.multipart && body instanceof Blob) return { body, contentType: body.type };
  if (operation.multipart && hasFile(body)) return { body: formOf(body) };
  return { body: JSON.stringify(body), contentType: 'application/json' };
}

const hasFile = (body: unknown): body is Record<string, unknown> =>
  typeof body === 'object' && body !== null && Object.values(body).some((value) => value instanceof Blob);

function formOf(fields: Record<string, unknown>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (value instanceof Blob) form.append(name, value);
    else if (value !== undefined && value !== null)
      form.append(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
  }
  return form;
}

import type { Operation } from './operation.ts';

export interface EncodedBody {
  readonly body?: string | FormData | Blob;
  readonly contentType?: string;
}

/**
 * Encodes a request body: as JSON, or as a multipart form if the operation accepts one and the body contains a file. `fetch` sets the
 * content type of a `FormData` itself, with the boundary. A `Blob` is a form that is already encoded and has its content type.
 */
export function encodeBody(operation: Operation, body: unknown): EncodedBody {
  if (body === undefined) return {};
  if (operation.multipart && body instanceof Blob) return { body, contentType: body.type };
  if (operation.multipart && hasFile(body)) return { body: toFormData(body) };
  return { body: JSON.stringify(body), contentType: 'application/json' };
}

const hasFile = (body: unknown): body is Record<string, unknown> =>
  typeof body === 'object' && body !== null && Object.values(body).some((value) => value instanceof Blob);

function toFormData(fields: Record<string, unknown>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (value instanceof Blob) form.append(name, value);
    else if (value !== undefined && value !== null)
      form.append(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
  }
  return form;
}

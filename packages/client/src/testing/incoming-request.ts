import { SECRET_FIELDS } from '../auth/secret-fields.ts';
import { parseJson } from '../internal/json.ts';
import { REDACTED } from '../internal/redact.ts';
import type { FakeRequest } from './operations.ts';
import type { Endpoint, Routes } from './routes.ts';

/** Query parameters of the API that are numbers; all others are strings. */
export const NUMERIC_PARAMETERS: ReadonlySet<string> = new Set(['count', 'offset', 'validate']);

/** What `fetch` was called with. */
export interface IncomingRequest {
  readonly method: string;
  readonly url: URL;
  readonly signal: AbortSignal | undefined;
  /** Whether it carries a token. */
  readonly isAuthorized: boolean;
  /** The operation and the decoded request; missing when the API has no such endpoint. */
  readonly match: { readonly endpoint: Endpoint; readonly request: FakeRequest } | undefined;
}

/** Decodes the arguments of `fetch`. */
export async function parseRequest(
  routes: Routes,
  input: RequestInfo | URL,
  init: RequestInit = {},
): Promise<IncomingRequest> {
  const base = typeof input === 'object' && 'url' in input ? input : undefined;
  const url = new URL(base?.url ?? String(input));
  const method = (init.method ?? base?.method ?? 'GET').toUpperCase();
  const { authorization = '', ...headers } = Object.fromEntries(new Headers(init.headers ?? base?.headers));
  const signal = init.signal ?? base?.signal ?? undefined;
  const isAuthorized = /^Bearer \S+$/.test(authorization);
  const found = routes.find(method, url.pathname);
  if (!found) return { method, url, signal, isAuthorized, match: undefined };
  const { endpoint, path } = found;
  const body = init.body ?? (base?.body ? await base.text() : undefined);
  const request: FakeRequest = {
    operation: endpoint.id,
    method,
    path,
    query: method === 'GET' || url.search ? parseQuery(url.searchParams) : undefined,
    body: await parseBody(body, headers['content-type'] ?? ''),
    headers,
  };
  return { method, url, signal, isAuthorized, match: { endpoint, request } };
}

/** A parameter such as `aggregate[field]` becomes a field of an object. */
function parseQuery(parameters: URLSearchParams): Record<string, unknown> {
  const query: Record<string, unknown> = {};
  for (const [key, text] of parameters) {
    const [, name = key, field] = /^(\w+)\[(\w+)]$/.exec(key) ?? [];
    const value = NUMERIC_PARAMETERS.has(name) ? Number(text) : text;
    query[name] = field === undefined ? value : { ...(query[name] as object | undefined), [field]: value };
  }
  return query;
}

async function parseBody(body: BodyInit | null | undefined, contentType: string): Promise<unknown> {
  if (body == null) return undefined;
  if (body instanceof FormData) return Object.fromEntries(body);
  // In some runtimes, the client sends JSON as a `Blob` or a stream, and an empty stream instead of no body.
  const isText =
    typeof body === 'string' ||
    /json|form-urlencoded/.test(contentType) ||
    (contentType === '' && body instanceof ReadableStream);
  if (!isText) return body;
  const text = typeof body === 'string' ? body : await new Response(body).text();
  if (text === '') return undefined;
  if (contentType.includes('json')) return parseJson(text) ?? text;
  if (!contentType.includes('form-urlencoded')) return text;
  return Object.fromEntries(
    [...new URLSearchParams(text)].map(([name, value]) => [name, SECRET_FIELDS.includes(name) ? REDACTED : value]),
  );
}

import { SECRET_FIELDS } from '../auth/secret-fields.ts';
import { REDACTED } from '../internal/redact.ts';
import type { FakeRequest } from './operations.ts';
import { Routes, type Place } from './routes.ts';

/** Query parameters of the API that are numbers; all others are text. */
export const NUMBERS: ReadonlySet<string> = new Set(['count', 'offset', 'validate']);

/** What `fetch` was called with. */
export interface IncomingRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal | undefined;
  /** Missing for a place that is none of the API's. */
  readonly found: { readonly place: Place; readonly request: FakeRequest } | undefined;
}

export async function receive(
  routes: Routes,
  input: RequestInfo | URL,
  init: RequestInit = {},
): Promise<IncomingRequest> {
  const given = typeof input === 'object' && 'url' in input ? input : undefined;
  const url = new URL(given?.url ?? String(input));
  const method = (init.method ?? given?.method ?? 'GET').toUpperCase();
  const { authorization: _, ...headers } = Object.fromEntries(new Headers(init.headers ?? given?.headers));
  const signal = init.signal ?? given?.signal ?? undefined;
  const match = routes.find(method, url.pathname);
  if (!match) return { method, url, headers, signal, found: undefined };
  const { place, path } = match;
  const sent = init.body ?? (given?.body ? await given.text() : undefined);
  const request: FakeRequest = {
    operation: place.id,
    method,
    path,
    query: method === 'GET' || url.search ? queryOf(url.searchParams) : undefined,
    body: bodyOf(sent, headers['content-type'] ?? ''),
    headers,
  };
  return { method, url, headers, signal, found: { place, request } };
}

function queryOf(sent: URLSearchParams): Record<string, unknown> {
  const query: Record<string, unknown> = {};
  for (const [key, text] of sent) {
    const [, name = key, inner] = /^(\w+)\[(\w+)]$/.exec(key) ?? [];
    const value = NUMBERS.has(name) ? Number(text) : text;
    query[name] = inner === undefined ? value : { ...(query[name] as object | undefined), [inner]: value };
  }
  return query;
}

function bodyOf(sent: BodyInit | null | undefined, type: string): unknown {
  if (sent == null) return undefined;
  if (sent instanceof FormData) return Object.fromEntries(sent);
  if (typeof sent !== 'string') return sent;
  if (type.includes('json')) return JSON.parse(sent);
  if (!type.includes('form-urlencoded')) return sent;
  return Object.fromEntries(
    [...new URLSearchParams(sent)].map(([name, value]) => [name, SECRET_FIELDS.includes(name) ? REDACTED : value]),
  );
}

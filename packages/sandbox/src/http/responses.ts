import type { ApiException } from '../engine/exception.ts';

/** What the platform sends with every answer. */
const HEADERS = {
  'content-type': 'application/json; charset=UTF-8',
  'content-language': 'en_GB',
  'cache-control': 'no-store, no-cache, must-revalidate',
  'access-control-allow-origin': '*',
} as const;

export const jsonResponse = (status: number, text: string, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(text, { status, headers: { ...HEADERS, ...headers } });

/** The error response of an exception, whose name is the reason phrase too. */
export function exceptionResponse({ status, payload }: ApiException, supportId = payload.supportId): Response {
  const body = JSON.stringify({ ...payload, supportId });
  return new Response(body, { status, statusText: payload.error ?? '', headers: HEADERS });
}

/** What a browser asks before it calls another origin. */
export const preflightResponse = (): Response =>
  new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'POST, GET, PUT, DELETE, PATCH, OPTIONS',
      'access-control-allow-headers': 'Content-Type, Accept, Authorization, X-Action',
      'access-control-max-age': '600',
    },
  });

/** Bytes that stop in the middle, as when a connection breaks. */
export function cutResponse(response: Response, text: string): Response {
  const bytes = new TextEncoder().encode(text);
  let sent = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent) return controller.error(new TypeError('terminated'));
      sent = true;
      controller.enqueue(bytes.subarray(0, Math.max(1, bytes.length >> 1)));
    },
  });
  return new Response(body, { status: response.status, headers: response.headers });
}

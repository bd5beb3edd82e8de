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

/** The whole bytes of the responses that stop in the middle: a server of Node needs them to break off by itself. */
const cutBodies = new WeakMap<Response, Uint8Array>();

/** A response whose body stops in the middle, as when a connection breaks. */
export function cutResponse({ status, headers }: Response, text: string): Response {
  const bytes = new TextEncoder().encode(text);
  let isSent = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (isSent) controller.error(new TypeError('terminated'));
      else controller.enqueue(firstHalf(bytes));
      isSent = true;
    },
  });
  const response = new Response(body, { status, headers });
  cutBodies.set(response, bytes);
  return response;
}

/** The whole body of a response that stops in the middle; `undefined` for every other response. */
export const cutBodyOf = (response: Response): Uint8Array | undefined => cutBodies.get(response);

export const firstHalf = (bytes: Uint8Array): Uint8Array => bytes.subarray(0, Math.max(1, bytes.length >> 1));

import type { NodeResponse } from './node-response.ts';

const REDIRECT_STATUS = new Set([301, 302, 303, 307, 308]);
/** How many redirects are followed. */
const MAX_REDIRECTS = 20;
/** What only the origin that the caller has named may see. */
const CREDENTIALS = /^(?:authorization|cookie|host|proxy-authorization)$/i;
const OF_A_BODY = /^content-(?:encoding|language|length|location|type)$/i;

/**
 * The request that a redirect asks for, as in `fetch`; `undefined` for a response that is not a redirect.
 *
 * @throws TypeError when redirects are an error, after too many of them, and where one leads to no URL or would need a stream a second time.
 */
export function nextRequest(
  url: URL,
  init: RequestInit,
  { status, headers }: Pick<NodeResponse, 'status' | 'headers'>,
  redirects: number,
): { url: URL; init: RequestInit } | undefined {
  const location = headers.get('location');
  if (location === null || !REDIRECT_STATUS.has(status)) return undefined;
  if (init.redirect === 'error') throw failed('The server has responded with a redirect.');
  if (redirects >= MAX_REDIRECTS) throw failed(`The server has responded with more than ${MAX_REDIRECTS} redirects.`);
  const target = parse(location, url);
  // As in browsers, the fragment stays.
  if (target.hash === '') target.hash = url.hash;
  const method = (init.method ?? 'GET').toUpperCase();
  const becomesGet = (status === 303 && method !== 'GET' && method !== 'HEAD') || (status < 303 && method === 'POST');
  if (!becomesGet && typeof init.body === 'object' && init.body !== null && 'getReader' in init.body)
    throw failed('A stream cannot be sent again to where the redirect leads.');
  const isOther = target.origin !== url.origin;
  const kept = [...new Headers(init.headers)].filter(
    ([name]) => !(isOther && CREDENTIALS.test(name)) && !(becomesGet && OF_A_BODY.test(name)),
  );
  return { url: target, init: { ...init, ...(becomesGet && { method: 'GET', body: null }), headers: kept } };
}

function parse(location: string, base: URL): URL {
  try {
    return new URL(location, base);
  } catch {
    throw failed('The redirect leads to no URL.');
  }
}

const failed = (reason: string): TypeError => new TypeError('fetch failed', { cause: new Error(reason) });

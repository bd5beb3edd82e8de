import type { MiddlewareHandler } from 'hono';
import { incomingOf } from './exchange.ts';
import { readBytes } from './read-body.ts';

/** The form of a page has a few short fields. In bytes. */
const FORM_LIMIT = 16 * 1024;

/**
 * Reads the body of a form within a limit, before a page does. The middleware of Hono for that fails on its own Node server, if the body comes without a
 * length.
 *
 * @throws ApiException 413 for a longer one.
 */
export const readForm: MiddlewareHandler = async ({ req }, next) => {
  const { method, url, raw } = req;
  const bytes = method === 'GET' || method === 'HEAD' ? undefined : await readBytes(incomingOf(raw), FORM_LIMIT);
  if (bytes?.length) {
    const headers = new Headers(raw.headers);
    for (const name of ['content-length', 'transfer-encoding']) headers.delete(name);
    req.raw = new Request(url, { method, headers, body: bytes as BodyInit });
  }
  await next();
};

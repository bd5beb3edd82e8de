import { ACCEPTED_CODINGS } from './decode.ts';
import type { RequestBody } from './request-body.ts';

/** Headers that say where a message ends and what happens to its connection: a wrong one would let a server see other requests than were sent. */
const RESERVED = new Set(['connection', 'expect', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade']); // prettier-ignore

/** Methods whose requests announce that they have no body. */
const EXPECTS_BODY = new Set(['POST', 'PUT', 'PATCH']);

/** The headers of a request. */
export interface RequestHeaders {
  /** Names and values in turn, which is how Node sends them with the least work. */
  readonly raw: string[];
  /** What they say of the length of the body; `undefined` if nothing. */
  readonly length: number | undefined;
}

/**
 * Completes the headers of a request.
 *
 * @throws TypeError for a header that only the transport may set, or a `content-length` that is not that of the body.
 */
export function requestHeaders(
  headers: HeadersInit | undefined,
  { method, host, body }: { method: string; host: string; body: RequestBody },
): RequestHeaders {
  const raw = ['host', host];
  let { length, type } = body;
  let hasAccept = false;
  let hasCodings = false;
  const add = (name: string, value: unknown): void => {
    const text = String(value);
    switch (name.toLowerCase()) {
      case 'host':
        raw[1] = text;
        return;
      case 'content-length':
        length = checkedLength(text, length);
        return;
      case 'content-type':
        type = undefined;
        break;
      case 'accept':
        hasAccept = true;
        break;
      case 'accept-encoding':
        hasCodings = true;
        break;
      default:
        if (RESERVED.has(name.toLowerCase())) throw new TypeError(`The header \`${name}\` is set by the transport.`);
    }
    raw.push(name, text);
  };
  if (isIterable(headers)) for (const [name, value] of headers) add(name!, value);
  else if (headers) for (const name of Object.keys(headers)) add(name, headers[name]);
  if (type !== undefined) raw.push('content-type', type);
  if (!hasAccept) raw.push('accept', '*/*');
  if (!hasCodings) raw.push('accept-encoding', ACCEPTED_CODINGS);
  if (length !== undefined && (body.content !== undefined || EXPECTS_BODY.has(method)))
    raw.push('content-length', String(length));
  return { raw, length };
}

function checkedLength(text: string, length: number | undefined): number {
  const announced = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(announced) || (length !== undefined && announced !== length))
    throw new TypeError('The header `content-length` is not the length of the body.');
  return announced;
}

const isIterable = (headers: HeadersInit | undefined): headers is Headers | [string, string][] =>
  typeof headers === 'object' && Symbol.iterator in headers;

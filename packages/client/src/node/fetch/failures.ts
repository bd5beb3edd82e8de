import { isError } from '../../errors/is-error.ts';
import { provesUnsent } from '../../errors/unsent.ts';

/**
 * What `fetch` rejects with when there is no response: a TypeError, whose cause tells what happened. The failure itself is left as it is, because others may
 * have it too: undici ends all requests of a dispatcher that is destroyed with one error, those that it has sent and those that it has not.
 *
 * @param wasOpen Whether a byte of the request may have been sent.
 */
export function fetchFailed(cause: unknown, wasOpen: boolean): TypeError {
  return new TypeError('fetch failed', { cause: wasOpen ? afterOpen(cause) : beforeOpen(tidy(cause)) });
}

/** What reading a body rejects with when the connection ends too early. */
export const terminated = (cause: unknown): TypeError => new TypeError('terminated', { cause: afterOpen(cause) });

/** What parsers and interceptors attach to their failures is a part of the response, which may contain secrets. */
const OF_THE_RESPONSE = ['rawPacket', 'data', 'body', 'headers'];
const OF_A_TRANSPORT = /^(?:HPE|UND_ERR)_/;

function tidy(cause: unknown): Error {
  if (!isError(cause)) return new Error('What failed is no error.', { cause });
  // A failure of the program's own stream remains as it is.
  if (cause.name === 'HTTPParserError' || OF_A_TRANSPORT.test(String((cause as NodeJS.ErrnoException).code)))
    for (const name of OF_THE_RESPONSE) Reflect.deleteProperty(cause, name);
  return cause;
}

/**
 * The failure of a request that has been started, as another object. One that looks as if nothing had been sent, such as that of a connection for another
 * attempt, or of the program's own stream, does not prove it; and the client takes each object that undici has announced as such a failure for a proof.
 */
function afterOpen(cause: unknown): Error {
  const failure = tidy(cause);
  const { message, code = MAYBE_SENT, syscall } = failure as NodeJS.ErrnoException;
  if (provesUnsent(failure)) {
    const text = `The request may have been sent before it failed: ${message}`;
    return Object.assign(new Error(text, { cause: failure }), { code: MAYBE_SENT });
  }
  return Object.assign(new Error(message, { cause: failure }), { code, ...(syscall !== undefined && { syscall }) });
}

const MAYBE_SENT = 'ERR_MAYBE_SENT';

/**
 * The failure of a connection that was not open yet has the system call `connect`, although TLS or a proxy reported it: it proves that nothing was
 * sent. The code of a reset could be that of an open connection too, so that a handshake that was cut has another one.
 */
function beforeOpen(cause: Error): Error {
  const { code, syscall, message } = cause as NodeJS.ErrnoException;
  if (syscall === 'connect' || syscall === 'getaddrinfo') return cause;
  if (code !== 'ECONNRESET' && code !== 'EPIPE')
    return Object.assign(new Error(message, { cause }), { code: code ?? 'ERR_NOT_CONNECTED', syscall: 'connect' });
  const text = 'The connection was closed before it could be used: during the TLS handshake, or by a proxy.';
  return Object.assign(new Error(text, { cause }), { code: 'ERR_TLS_HANDSHAKE_CLOSED', syscall: 'connect' });
}

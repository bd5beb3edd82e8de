/**
 * What `fetch` rejects with when there is no response: a TypeError, whose cause tells what happened.
 *
 * @param wasOpen Whether a byte of the request may have been sent.
 */
export function fetchFailed(cause: Error, wasOpen: boolean): TypeError {
  return new TypeError('fetch failed', { cause: wasOpen ? tidy(cause) : beforeOpen(cause) });
}

/** What reading a body rejects with when the connection ends too early. */
export const terminated = (cause: Error): TypeError => new TypeError('terminated', { cause: tidy(cause) });

/** Parsers attach what they have read, which may contain secrets: that of Node as `rawPacket`, that of undici as `data`. */
function tidy(cause: Error): Error {
  delete (cause as { rawPacket?: unknown }).rawPacket;
  delete (cause as { data?: unknown }).data;
  return cause;
}

/**
 * The failure of a connection that was not open yet has the system call `connect`, although TLS or a proxy reported it: it proves that nothing was
 * sent. The code of a reset could be that of an open connection too, so that a handshake that was cut has another one.
 */
function beforeOpen(cause: Error): Error {
  const { code, syscall } = cause as NodeJS.ErrnoException;
  if (syscall === 'connect' || syscall === 'getaddrinfo') return cause;
  if (code !== 'ECONNRESET' && code !== 'EPIPE') return Object.assign(tidy(cause), { syscall: 'connect' });
  const text = 'The connection was closed before it could be used: during the TLS handshake, or by a proxy.';
  return Object.assign(new Error(text, { cause }), { code: 'ERR_TLS_HANDSHAKE_CLOSED', syscall: 'connect' });
}

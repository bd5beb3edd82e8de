import { isConnectFailure } from '../internal/connect-failures.ts';
import { isError } from './is-error.ts';

/** System calls that fail before a connection exists: no byte of a request can have been sent. */
const BEFORE_CONNECTION = new Set(['connect', 'getaddrinfo', 'queryA', 'queryAaaa']);

/**
 * Codes that prove it by themselves: no runtime uses them for an established connection. A code such as `EHOSTUNREACH` does not: on Linux, an established
 * connection that loses its route fails with it while it reads the response.
 */
const PROOF_BY_CODE = new Set([
  'ENOTFOUND',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_TLS_HANDSHAKE_TIMEOUT',
  'ConnectionRefused',
]);

/** Codes that prove it unless a system call of an established connection failed with them. */
const PROOF_WITHOUT_SYSCALL = new Set(['ECONNREFUSED', 'EAI_AGAIN']);

/** Failed verifications of the server's certificate (OpenSSL's names): the handshake ends, and with it the connection, before the request is sent. */
const CERTIFICATE_REJECTED = new Set([
  'CERT_CHAIN_TOO_LONG',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REJECTED',
  'CERT_REVOKED',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_FORMAT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** What runtimes without codes say, by the beginning of a message. */
const PROOF_BY_MESSAGE: readonly RegExp[] = [
  // Deno 2: the cause of a `TypeError: fetch failed`. The text names the phase.
  /^(?:error sending request .*: )?client error \(Connect\)/,
  // Node: a port that `fetch` never connects to.
  /^bad port$/,
];

/** A failure at the bottom of a chain of causes. */
interface Failure {
  readonly code: string | undefined;
  readonly syscall: string | undefined;
  readonly message: string | undefined;
  /** Whether the connection was not open yet, as far as it is known. */
  readonly isBeforeOpen: boolean;
}

/** Whether a failure of `fetch` proves that no byte of the request was sent. If several addresses were tried, each has to prove it. */
export function provesUnsent(cause: unknown): boolean {
  const failures = failuresIn(cause);
  return failures.length > 0 && failures.every(isProof);
}

/** How deep failures are searched: a chain of causes may be a circle. */
const MAX_DEPTH = 4;

/** The failures that `fetch` buries at varying depth: in `cause.cause`, or in several `errors`. */
export function failuresIn(cause: unknown, depth = 0): Failure[] {
  if (!isError(cause)) return [];
  const { code, syscall, message, cause: inner, errors } = cause as Error & Record<string, unknown>;
  if (depth < MAX_DEPTH) {
    if (Array.isArray(errors) && errors.length > 0) return errors.flatMap((one) => failuresIn(one, depth + 1));
    if (typeof code !== 'string' && isError(inner)) return failuresIn(inner, depth + 1);
  }
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  return [{ code: text(code), syscall: text(syscall), message: text(message), isBeforeOpen: isConnectFailure(cause) }];
}

function isProof({ code, syscall, message, isBeforeOpen }: Failure): boolean {
  // A reset means that the server had accepted the connection: whether `connect` or `read` reports it is a matter of time.
  if (code === 'ECONNRESET' && syscall === 'connect') return false;
  if (isBeforeOpen) return true;
  if (code === undefined) return PROOF_BY_MESSAGE.some((pattern) => pattern.test(message ?? ''));
  if (CERTIFICATE_REJECTED.has(code) || PROOF_BY_CODE.has(code)) return true;
  return syscall === undefined ? PROOF_WITHOUT_SYSCALL.has(code) : BEFORE_CONNECTION.has(syscall);
}

import { isIP } from 'node:net';
import { connect } from 'node:tls';
import type { Io } from '../console/io.ts';

/** What a check has found. */
export interface Finding {
  readonly check: string;
  readonly status: 'ok' | 'warning' | 'failed';
  readonly detail: string;
  /** What to do about it. */
  readonly next?: string;
}

/** A response, with the clock of this computer around it. */
interface Connection {
  readonly finding: Finding;
  readonly date?: string | null;
  readonly sentAt: number;
  readonly receivedAt: number;
}

const TIMEOUT_MS = 10_000;

/** A signal that also ends after the time that a check may take. Node 20.0 has no `AbortSignal.any`. */
export function withTimeout(signal: AbortSignal): AbortSignal {
  const controller = new AbortController();
  const end = (): void => controller.abort(new Error(`No response within ${TIMEOUT_MS / 1000} s.`));
  setTimeout(end, TIMEOUT_MS).unref();
  if (signal.aborted) end();
  signal.addEventListener('abort', end, { once: true });
  return controller.signal;
}

/** Below this, a token that has expired a moment ago is the worst that happens. */
const TOLERATED_SKEW_MS = 5_000;
const SOON_MS = 14 * 24 * 3_600_000;

export function checkNode(env: Io['env']): Finding {
  const detail = `Node ${process.version} on ${process.platform}`;
  if (env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0')
    return {
      check: 'node',
      status: 'warning',
      detail: `${detail}; NODE_TLS_REJECT_UNAUTHORIZED=0 accepts every certificate.`,
      next: 'Unset it, and name the certificate of your proxy with NODE_EXTRA_CA_CERTS.',
    };
  return { check: 'node', status: 'ok', detail };
}

/** Node ignores proxy variables unless it is told to use them. */
export function checkProxy(env: Io['env']): Finding {
  const names = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy'].filter(
    (name) => env[name],
  );
  if (names.length === 0) return { check: 'proxy', status: 'ok', detail: 'No proxy variable is set.' };
  if (env['NODE_USE_ENV_PROXY'] === '1' || process.execArgv.includes('--use-env-proxy'))
    return { check: 'proxy', status: 'ok', detail: `${names.join(', ')} and NODE_USE_ENV_PROXY are set.` };
  return {
    check: 'proxy',
    status: 'warning',
    detail: `${names.join(', ')} is set, but Node does not use it.`,
    next: 'Set NODE_USE_ENV_PROXY=1 (Node 24, or 22.21 and newer).',
  };
}

/** Whether the certificate is trusted, and for how long. */
export async function checkTls(baseUrl: string): Promise<Finding> {
  const { protocol, hostname, port } = new URL(baseUrl);
  if (protocol !== 'https:')
    return { check: 'tls', status: 'warning', detail: 'Plain http, which only this computer may use.' };
  const host = hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve) => {
    const end = (status: Finding['status'], detail: string, next?: string): void => {
      socket.destroy();
      resolve({ check: 'tls', status, detail, ...(next !== undefined && { next }) });
    };
    // TLS has no server name for an address.
    const servername = isIP(host) === 0 ? host : '';
    const socket = connect({ host, port: Number(port || 443), servername, rejectUnauthorized: false });
    socket.setTimeout(TIMEOUT_MS, () => end('failed', `${host} did not respond within ${TIMEOUT_MS / 1000} s.`));
    socket.once('error', (error) => end('failed', error.message));
    socket.once('secureConnect', () => {
      if (!socket.authorized)
        return end(
          'failed',
          `The certificate is not trusted: ${String(socket.authorizationError)}.`,
          'If a proxy of your network replaces certificates, name its certificate with NODE_EXTRA_CA_CERTS.',
        );
      const until = new Date(socket.getPeerCertificate().valid_to);
      const status = until.getTime() - Date.now() < SOON_MS ? 'warning' : 'ok';
      end(status, `${socket.getProtocol()}, certificate valid until ${until.toISOString().slice(0, 10)}`);
    });
  });
}

/** Whether the API responds at all. Without a token, every response is a good one. */
export async function checkConnection(baseUrl: string, signal: AbortSignal): Promise<Connection> {
  const sentAt = Date.now();
  try {
    const response = await fetch(`${baseUrl}/General/Merchants`, {
      redirect: 'manual',
      signal: withTimeout(signal),
    });
    const receivedAt = Date.now();
    await response.body?.cancel();
    const detail = `Status ${response.status} after ${receivedAt - sentAt} ms`;
    const finding: Finding =
      response.status < 500
        ? { check: 'connection', status: 'ok', detail: `${detail}, as expected without a token.` }
        : { check: 'connection', status: 'failed', detail: `${detail}.` };
    return { finding, date: response.headers.get('date'), sentAt, receivedAt };
  } catch (error) {
    const { message, cause } = error as Error & { cause?: Error };
    const detail = cause?.message ?? message;
    return { finding: { check: 'connection', status: 'failed', detail }, sentAt, receivedAt: Date.now() };
  }
}

/** Compares clocks by the `Date` header, which counts in whole seconds. */
export function checkClock({ date, sentAt, receivedAt }: Connection): Finding {
  const serverTime = Date.parse(date ?? '');
  if (Number.isNaN(serverTime))
    return { check: 'clock', status: 'warning', detail: 'The API did not say what time it is.' };
  const behind = Math.max(0, serverTime - receivedAt);
  const ahead = Math.max(0, sentAt - (serverTime + 1000));
  const skew = Math.max(behind, ahead);
  const seconds = `${(skew / 1000).toFixed(0)} s ${behind > 0 ? 'behind' : 'ahead of'} that of the API`;
  if (skew <= TOLERATED_SKEW_MS)
    return { check: 'clock', status: 'ok', detail: 'The clock of this computer fits that of the API.' };
  return {
    check: 'clock',
    status: 'warning',
    detail: `The clock of this computer is ${seconds}.`,
    next: 'Expiry of push URLs and times in queries depend on it.',
  };
}

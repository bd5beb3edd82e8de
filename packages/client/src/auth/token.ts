/** A token as a store keeps it. Its times are those of the server's clock, so that hosts with different clocks can share it. */
export interface StoredToken {
  readonly accessToken: string;
  /** With it, further tokens can be requested. Not every grant has one. */
  readonly refreshToken?: string | undefined;
  /** In ms since 1970, by the server's clock. */
  readonly issuedAt: number;
  /** In ms since 1970, by the server's clock. */
  readonly expiresAt: number;
}

/** How long before its expiry a token is used for the last time, in ms: the call that carries it needs time to arrive. */
const EXPIRY_MARGIN_MS = 10_000;
/** How long before its expiry a token is refreshed in the background, in ms; earlier by up to the jitter, so that a fleet of clients spreads out. */
const REFRESH_AHEAD_MS = 90_000;
const REFRESH_JITTER_MS = 60_000;

const lifetime = (token: StoredToken): number => token.expiresAt - token.issuedAt;

/** When a token is not used any more, in ms by the server's clock. A short-lived one is used for nine tenths of its life. */
export const usableUntil = (token: StoredToken): number =>
  token.expiresAt - Math.min(EXPIRY_MARGIN_MS, lifetime(token) / 10);

/** When to refresh a token, in ms by the server's clock: a little different each time, and never before three quarters of its life. */
export const refreshAt = (token: StoredToken): number =>
  token.expiresAt -
  Math.min(REFRESH_AHEAD_MS, lifetime(token) * 0.15) -
  Math.random() * Math.min(REFRESH_JITTER_MS, lifetime(token) * 0.1);

/** Whether a value can stand in an `Authorization` header: visible ASCII. Anything else would be quoted in the error of the runtime. */
export const isBearerToken = (value: unknown): value is string =>
  typeof value === 'string' && /^[\x21-\x7e]+$/.test(value);

/**
 * Returns the value if it can stand in an `Authorization` header.
 *
 * @param source The beginning of the message: where the value comes from, and a verb.
 * @throws TypeError otherwise; the message does not quote the value.
 */
export function assertBearerToken(value: unknown, source: string): string {
  if (isBearerToken(value)) return value;
  throw new TypeError(`${source} an empty token, or one with invalid characters. Does it end with a line break?`);
}

/** Whether a value from a store is a token, and not something else that another program left under its key. */
export function isStoredToken(value: unknown): value is StoredToken {
  if (typeof value !== 'object' || value === null) return false;
  const { accessToken, issuedAt, expiresAt, refreshToken } = value as { [Key in keyof StoredToken]?: unknown };
  return (
    isBearerToken(accessToken) &&
    Number.isFinite(issuedAt) &&
    Number.isFinite(expiresAt) &&
    (refreshToken === undefined || typeof refreshToken === 'string')
  );
}

/** A token as it is kept. Its times are those of the server, so that machines with different clocks can share it. */
export interface Token {
  readonly access_token: string;
  /** When it was issued, in ms since 1970 by the clock of the server. */
  readonly issued_at: number;
  /** When it stops being valid, in ms since 1970 by the clock of the server. */
  readonly expires_at: number;
  /** Gets further tokens; not every grant has one. */
  readonly refresh_token?: string | undefined;
}

/** A token is not handed out any more this long before it expires, in ms: the call that carries it needs time to arrive. */
const MARGIN = 10_000;
/** A token is replaced in the background this long before it expires, in ms; earlier by up to `JITTER`, so that a fleet does not do it at once. */
const AHEAD = 90_000;
const JITTER = 60_000;

const lifetime = (token: Token): number => token.expires_at - token.issued_at;

/** When a token is not handed out any more, in ms by the clock of the server. A short-lived one is used for nine tenths of its life. */
export const usableUntil = (token: Token): number => token.expires_at - Math.min(MARGIN, lifetime(token) / 10);

/** When to get the next token, in ms by the clock of the server; a little different each time, and never before three quarters of its life. */
export const refreshAt = (token: Token): number =>
  token.expires_at - Math.min(AHEAD, lifetime(token) * 0.15) - Math.random() * Math.min(JITTER, lifetime(token) * 0.1);

/** Whether a value can stand in an `Authorization` header: visible ASCII. A runtime that refuses others quotes them in its message. */
export const isBearer = (value: unknown): value is string => typeof value === 'string' && /^[\x21-\x7e]+$/.test(value);

/** Whether a store gave a token, and not what somebody else has left there. */
export function isToken(value: unknown): value is Token {
  if (typeof value !== 'object' || value === null) return false;
  const { access_token, issued_at, expires_at, refresh_token } = value as { [Key in keyof Token]?: unknown };
  return (
    isBearer(access_token) &&
    Number.isFinite(issued_at) &&
    Number.isFinite(expires_at) &&
    (refresh_token === undefined || typeof refresh_token === 'string')
  );
}

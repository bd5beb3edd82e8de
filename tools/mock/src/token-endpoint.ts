import { tokenError, tokenResponse } from '@secuconnect/platform-facts';
import { DeviceLogins } from './device-logins.ts';
import type { BodyValue } from './request-body.ts';

/** The token endpoint is at the root of the host, not below the base path of the API, and not in the document. */
export const TOKEN_PATH = '/oauth/token';

/** The value that is wrong in each field: as client secret, password, refresh token, and as the bearer token of a call. */
const WRONG = 'wrong';
/** The scope that the API gives a client. A user and a device have none. */
const CLIENT_SCOPE = 'https://scope.secucard.com/e/api';

interface TokenAnswer {
  readonly status: number;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
}
type Fields = ReadonlyMap<string, string>;

/** `POST /oauth/token` for all grants of the API. It accepts every value except `wrong`, so that a test needs no real credentials. */
export class TokenEndpoint {
  readonly #devices = new DeviceLogins();
  #tokens = 0;

  respond(method: string, body: BodyValue, contentType: string): TokenAnswer {
    if (method !== 'POST')
      return {
        ...tokenError('invalid_request', 'The token endpoint takes POST only'),
        status: 405,
        headers: { allow: 'POST' },
      };
    const fields = fieldsOf(body, contentType);
    if (typeof fields === 'string') return tokenError('invalid_request', fields);
    const grant = fields.get('grant_type');
    if (!grant) return missing('grant_type');
    const respond = this.#grants[grant];
    if (!respond) return tokenError('unsupported_grant_type', `There is no grant type ${grant}`);
    const secret = fields.get('client_secret');
    if (!fields.get('client_id') || !secret || secret === WRONG)
      return tokenError('invalid_client', 'The client credentials are invalid');
    return respond(fields);
  }

  readonly #grants: Readonly<Record<string, ((fields: Fields) => TokenAnswer) | undefined>> = Object.assign(
    Object.create(null),
    {
      client_credentials: () => this.#token({ scope: CLIENT_SCOPE }),
      appuser: (fields: Fields) =>
        missing(...absent(fields, 'username', 'password', 'device')) ??
        (fields.get('password') === WRONG ? invalidGrant('The user credentials are invalid') : this.#session()),
      refresh_token: (fields: Fields) =>
        missing(...absent(fields, 'refresh_token')) ??
        // The response brings no other refresh token: the old one stays valid for the session.
        (fields.get('refresh_token') === WRONG ? invalidGrant('The refresh token is invalid') : this.#token()),
      device: (fields: Fields) => {
        const code = fields.get('code');
        if (code !== undefined) return this.#poll(code);
        const uuid = fields.get('uuid');
        return uuid ? { status: 200, body: this.#devices.start(uuid) } : missing('uuid');
      },
    },
  );

  #poll(code: string): TokenAnswer {
    const result = this.#devices.poll(code);
    if (result === undefined) return invalidGrant('The device code is invalid');
    if (result === 'connected') return this.#session();
    const error = tokenError(result);
    return result === 'authorization_pending' ? { ...error, status: 401 } : error;
  }

  #session(): TokenAnswer {
    return this.#token({ refreshToken: `mock-refresh-${this.#tokens + 1}` });
  }

  /** Each token differs, so that a test sees whether a client has requested another one. */
  #token({ scope = null, ...rest }: { scope?: string | null; refreshToken?: string } = {}): TokenAnswer {
    this.#tokens += 1;
    return { status: 200, body: { ...tokenResponse(`mock-${this.#tokens}`, rest), scope } };
  }
}

const invalidGrant = (description: string): TokenAnswer => tokenError('invalid_grant', description);

const absent = (fields: Fields, ...names: string[]): string[] => names.filter((name) => !fields.get(name));

/** The error for missing fields; `undefined` if none is missing. */
function missing(first: string, ...more: string[]): TokenAnswer;
function missing(...names: string[]): TokenAnswer | undefined;
function missing(...names: string[]): TokenAnswer | undefined {
  return names.length ? tokenError('invalid_request', `Missing: ${names.join(', ')}`) : undefined;
}

/** The fields of a form or of a JSON object, or what is wrong with the body. */
function fieldsOf(body: BodyValue, contentType: string): Fields | string {
  if ('rejection' in body) return body.rejection.message;
  const { value } = body;
  if (value === null) return 'The request has no body';
  const entries = /^application\/x-www-form-urlencoded\b/i.test(contentType)
    ? [...new URLSearchParams(String(value))]
    : /^application\/json\b/i.test(contentType) && typeof value === 'object' && !Array.isArray(value)
      ? Object.entries(value).map(([name, one]): [string, string] => [name, typeof one === 'string' ? one : ''])
      : undefined;
  if (!entries) return 'The body has to be a form or a JSON object';
  const fields = new Map(entries);
  return fields.size === entries.length ? fields : 'A field occurs more than once';
}

import { vi } from 'vitest';
import { appUserGrant, type AppUserGrantOptions } from '../../src/auth/grants/app-user.ts';
import { clientCredentialsGrant } from '../../src/auth/grants/client-credentials.ts';
import type { DeviceGrantOptions } from '../../src/auth/grants/device.ts';
import { grantDefinition, type Grant } from '../../src/auth/grants/grant.ts';
import type { TokenStoreFailure } from '../../src/auth/stores/token-store.ts';
import type { StoredToken } from '../../src/auth/token.ts';
import { TokenEndpoint } from '../../src/auth/token-endpoint.ts';
import { GrantTokenSource, type GrantTokenSourceSettings } from '../../src/auth/token-source/grant-token-source.ts';
import type { TokenReport } from '../../src/auth/token-source/token-report.ts';
import { json, type stubFetch } from '../stub-fetch.ts';

export const credentials = { clientId: 'shop', clientSecret: 's3cret&more' };
/** The same as fields of a token request. */
export const credentialFields = { client_id: 'shop', client_secret: 's3cret&more' };

export const appUserOptions: AppUserGrantOptions = { ...credentials, username: 'erika', password: 'p', device: 'd' };
export const appUser = appUserGrant(appUserOptions);

export const deviceOptions: DeviceGrantOptions = {
  ...credentials,
  uuid: '/vendor/x/cashier/1',
  onUserCode: () => undefined,
};

/** Where the tokens of these grants are in a store. */
export const CLIENT_KEY = 'https://example.com:client_credentials:shop';
export const APP_USER_KEY = 'https://example.com:appuser:shop:erika:d';
export const DEVICE_KEY = 'https://example.com:device:shop:%2Fvendor%2Fx%2Fcashier%2F1';

/** A token source over a stub. It retries no token request, unless `maxRetries` says otherwise. */
export function grantTokenSource(
  stub: { fetch: typeof fetch },
  grant: Grant = clientCredentialsGrant(credentials),
  { maxRetries = 0, ...settings }: Partial<GrantTokenSourceSettings> & { maxRetries?: number } = {},
) {
  const endpoint = new TokenEndpoint('https://example.com/oauth/token', credentials, stub.fetch, { maxRetries });
  return new GrantTokenSource({ grant: grantDefinition(grant)!, endpoint, issuer: 'https://example.com', ...settings });
}

/** The form fields of the request with this index. */
export const sentForm = (stub: ReturnType<typeof stubFetch>, index: number) =>
  Object.fromEntries(new URLSearchParams(stub.requests[index]!.init.body as string));

/** The refresh token, or else the grant type, of each request. */
export const sentGrants = (stub: ReturnType<typeof stubFetch>) =>
  stub.requests.map((_, index) => sentForm(stub, index)['refresh_token'] ?? sentForm(stub, index)['grant_type']);

export const tokenResponse = (body: object) => json({ expires_in: 1200, token_type: 'bearer', ...body });
export const oauthError = (error: string, status = 400) => json({ error }, status);
export const networkError = () => Promise.reject(new TypeError('fetch failed'));

/** What the endpoint responds with when a device login starts: a code for a minute, and five seconds between two polls. */
export const deviceCodeResponse = (more: object = {}) =>
  json({
    device_code: 'dc',
    user_code: 'ABCD1234',
    verification_url: 'https://www.example.com',
    expires_in: 60,
    interval: 5,
    ...more,
  });

/** A token with a life of twenty minutes, issued now. */
export const storedToken = (accessToken: string, more: Partial<StoredToken> = {}): StoredToken => ({
  accessToken,
  issuedAt: Date.now(),
  expiresAt: Date.now() + 1_200_000,
  ...more,
});

/** An entry of a store whose access token expired long ago. */
export const expiredToken = (refreshToken: string) => storedToken('t0', { issuedAt: 0, expiresAt: 1, refreshToken });

/** Records what a token source reports. */
export function recordReports() {
  const tokens: TokenReport[] = [];
  const failures: TokenStoreFailure[] = [];
  return {
    tokens,
    failures,
    onToken: (report: TokenReport) => void tokens.push(report),
    onStoreFailure: (failure: TokenStoreFailure) => void failures.push(failure),
  };
}

/** The reason why a promise was rejected. */
export const rejectionOf = (promise: Promise<unknown>): Promise<Error> =>
  promise.then(
    () => new Error('The promise was fulfilled.'),
    (failure: unknown) => failure as Error,
  );

/** The error for an invalid option of `auth`. Its message is the same for every value, so that it quotes none. */
export const invalidOption = (name: string): TypeError =>
  new TypeError(`\`auth.${name}\` is missing, empty, or contains a control character. Does it end with a line break?`);

/**
 * Records the timers that are started from now on. `end()` stops them without a word, as Workers do with everything that a request has started when that
 * request is over.
 */
export function startRequest() {
  const spies = [vi.spyOn(globalThis, 'setTimeout'), vi.spyOn(globalThis, 'setInterval')];
  return {
    end(): void {
      for (const spy of spies) {
        for (const { value } of spy.mock.results) clearTimeout(value as ReturnType<typeof setTimeout>);
        spy.mockRestore();
      }
    },
  };
}

export const hanging = () => new Promise<never>(() => undefined);

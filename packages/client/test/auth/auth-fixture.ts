import { GrantTokenSource, type GrantTokenSourceSettings } from '../../src/auth/token-source/grant-token-source.ts';
import { appUserGrant, type AppUserGrantOptions } from '../../src/auth/grants/app-user.ts';
import { clientCredentialsGrant } from '../../src/auth/grants/client-credentials.ts';
import { grantDefinition, type Grant } from '../../src/auth/grants/grant.ts';
import type { StoredToken } from '../../src/auth/token.ts';
import { TokenEndpoint } from '../../src/auth/token-endpoint.ts';
import type { TokenReport } from '../../src/auth/token-source/token-report.ts';
import type { TokenStoreFailure } from '../../src/auth/stores/token-store.ts';
import { json, type stubFetch } from '../stub-fetch.ts';

export const client = { clientId: 'shop', clientSecret: 's3cret&more' };
export const secrets = { client_id: 'shop', client_secret: 's3cret&more' };
export const erika: AppUserGrantOptions = { ...client, username: 'erika', password: 'p', device: 'd' };
export const appUser = appUserGrant(erika);

/** A token source over a stub; without repeats of token requests unless a test says how many. */
export function source(
  stub: { fetch: typeof fetch },
  grant: Grant = clientCredentialsGrant(client),
  { maxRetries = 0, ...settings }: Partial<GrantTokenSourceSettings> & { maxRetries?: number } = {},
) {
  const endpoint = new TokenEndpoint('https://example.com/oauth/token', client, stub.fetch, maxRetries);
  return new GrantTokenSource({ grant: grantDefinition(grant)!, endpoint, origin: 'https://example.com', ...settings });
}

/** What was sent with the request of this number. */
export const form = (stub: ReturnType<typeof stubFetch>, at: number) =>
  Object.fromEntries(new URLSearchParams(stub.requests[at]!.init.body as string));

/** Which grants were used, in order. */
export const grants = (stub: ReturnType<typeof stubFetch>) =>
  stub.requests.map((_, at) => form(stub, at)['refresh_token'] ?? form(stub, at)['grant_type']);

export const answer = (body: object) => json({ expires_in: 1200, token_type: 'bearer', ...body });
export const refusal = (error: string, status = 400) => json({ error }, status);

/** A token of the usual lifetime, issued now. */
export const issued = (accessToken: string, more: Partial<StoredToken> = {}): StoredToken => ({
  accessToken,
  issuedAt: Date.now(),
  expiresAt: Date.now() + 1_200_000,
  ...more,
});

/** Notes what a token source reports. */
export function notes() {
  const tokens: TokenReport[] = [];
  const failures: TokenStoreFailure[] = [];
  return {
    tokens,
    failures,
    onToken: (report: TokenReport) => void tokens.push(report),
    onStoreFailure: (failure: TokenStoreFailure) => void failures.push(failure),
  };
}

/** What a promise was rejected with. */
export const failureOf = (promise: Promise<unknown>): Promise<Error> =>
  promise.then(
    () => new Error('It was fulfilled.'),
    (failure: unknown) => failure as Error,
  );

import type { Credentials } from '../calls/recorded-client.ts';

/**
 * The API that the suite runs against.
 * - `mock`: Prism mocks the API with the document's examples.
 * - `sandbox`: a server at a base URL, or without one a sandbox of this repository, behind Prism as a validating proxy. The suite calls
 *   every operation.
 * - `testing`: the testing environment, behind the same proxy. The suite only reads, unless writes are allowed.
 */
export type Target =
  | { readonly kind: 'mock' }
  | {
      readonly kind: 'sandbox' | 'testing';
      /** Without one, the suite starts a sandbox. */
      readonly baseUrl: string | undefined;
      readonly writes: boolean;
      readonly credentials: Credentials;
    };

const TESTING = 'https://connect-testing.secuconnect.com/api/v2';

/**
 * Reads the target from the environment variables that `pnpm contract` sets.
 *
 * @throws Error that says which setting is missing or invalid.
 */
export function targetFrom(env: Readonly<Record<string, string | undefined>>): Target {
  const kind = env['CONTRACT_TARGET'] || 'mock';
  if (kind === 'mock') return { kind };
  if (kind !== 'sandbox' && kind !== 'testing')
    throw new Error(`Unknown target ${kind}: use mock, sandbox or testing.`);
  const baseUrl = env['SECUCONNECT_BASE_URL'] || (kind === 'testing' ? TESTING : undefined);
  if (baseUrl !== undefined && !URL.canParse(baseUrl)) throw new Error(`${baseUrl} is not a valid URL.`);
  return {
    kind,
    baseUrl: baseUrl?.replace(/\/+$/, ''),
    writes: kind === 'sandbox' || env['CONTRACT_WRITES'] === 'yes',
    credentials: credentialsFrom(kind, env),
  };
}

function credentialsFrom(kind: string, env: Readonly<Record<string, string | undefined>>): Credentials {
  const {
    SECUCONNECT_TOKEN: token,
    SECUCONNECT_CLIENT_ID: clientId,
    SECUCONNECT_CLIENT_SECRET: clientSecret,
  } = env as Record<'SECUCONNECT_TOKEN' | 'SECUCONNECT_CLIENT_ID' | 'SECUCONNECT_CLIENT_SECRET', string | undefined>;
  if (token) return { token };
  if (clientId && clientSecret) return { clientId, clientSecret };
  if (kind === 'sandbox') return { clientId: 'contract-test', clientSecret: 'contract-test' };
  throw new Error(
    'The testing target requires credentials in environment variables: SECUCONNECT_CLIENT_ID and SECUCONNECT_CLIENT_SECRET, or SECUCONNECT_TOKEN.',
  );
}

import { Secuconnect, type SecuconnectOptions } from '@secuconnect/client';
import { onTestFinished } from 'vitest';
import { createSandbox, type Sandbox, type SandboxOptions } from '../../src/index.ts';

/** A push as its receiver gets it. */
export interface ReceivedPush {
  readonly url: string;
  readonly body: {
    readonly id: string;
    readonly target: string;
    readonly type: string;
    readonly data: readonly { readonly object: string; readonly id: string }[];
  };
}

export interface OpenSandbox {
  readonly sandbox: Sandbox;
  /** The real client, without retries, so that each call is one request. */
  readonly secuconnect: Secuconnect;
  /** The pushes so far. `sandbox.control.idle()` waits for those that are due. */
  readonly pushes: readonly ReceivedPush[];
  /** A request below the base URL with a valid token, past the client. */
  request(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
}

/** A sandbox whose clock stands still, with the same ids in every run. It ends with the test, which fails if an answer broke the spec. */
export function openSandbox(options: SandboxOptions = {}): OpenSandbox {
  const pushes: ReceivedPush[] = [];
  const receive = async (url: string | URL | Request, init?: RequestInit): Promise<Response> => {
    pushes.push({ url: String(url), body: JSON.parse(String(init?.body)) as ReceivedPush['body'] });
    return new Response('ok');
  };
  const sandbox = createSandbox({
    clock: '2026-03-02T10:00:00+01:00',
    seed: 1,
    fetch: receive as typeof fetch,
    ...options,
  });
  const secuconnect = new Secuconnect({ ...(sandbox.options() as SecuconnectOptions), maxRetries: 0 });
  let token: Promise<string> | undefined;
  onTestFinished(async () => {
    await sandbox.close();
    if (sandbox.control.violations.length > 0) throw new Error(JSON.stringify(sandbox.control.violations));
  });
  return {
    sandbox,
    secuconnect,
    pushes,
    request: async (method, path, body, headers = {}) => {
      token ??= tokenOf(sandbox);
      return sandbox.fetch(`http://localhost:4010/api/v2${path}`, {
        method,
        headers: { authorization: `Bearer ${await token}`, 'content-type': 'application/json', ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
    },
  };
}

/** A token of client credentials. */
export async function tokenOf(sandbox: Sandbox): Promise<string> {
  const response = await sandbox.fetch('http://localhost:4010/oauth/token', {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: 'test', client_secret: 'test' }),
  });
  return ((await response.json()) as { access_token: string }).access_token;
}

/** A payer that every method accepts. */
export const PAYER = {
  contact: {
    forename: 'Erika',
    surname: 'Beispiel',
    address: { street: 'Musterweg', street_number: '12a', postal_code: '01896', city: 'Pulsnitz', country: 'DE' },
  },
} as const;

/** An account that every debit accepts. */
export const ACCOUNT = {
  type: 'bank_account',
  private: { owner: 'Erika Beispiel', iban: 'DE37503240001000000524' },
} as const;

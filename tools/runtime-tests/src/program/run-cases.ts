import { Secuconnect } from '@secuconnect/client';
import type { Case, Ending } from '../cases.ts';
import { CALLS, type Calls } from './calls.ts';

/** Where the program asks for its cases, and reports how they ended. Replaced by the bundler. */
declare const CONTROL_URL: string;

/**
 * Executes the cases of this run one after the other, and reports their endings.
 *
 * @param options.fetch Default: that of the runtime.
 */
export async function runCases(calls: Calls = CALLS, options: { readonly fetch?: typeof fetch } = {}): Promise<void> {
  const response = await fetch(`${CONTROL_URL}/cases`);
  const endings: Ending[] = [];
  for (const one of (await response.json()) as Case[]) endings.push(await run(one, calls, options));
  await fetch(`${CONTROL_URL}/endings`, { method: 'POST', body: JSON.stringify(endings) });
}

async function run(
  { id, call, baseUrl, warmUpUrl }: Case,
  calls: Calls,
  options: { readonly fetch?: typeof fetch },
): Promise<Ending> {
  const clientAt = (url: string, maxRetries: number): Secuconnect =>
    new Secuconnect({ baseUrl: url, auth: { token: 'token' }, maxRetries, timeout: 10_000, ...options });
  if (warmUpUrl) await clientAt(warmUpUrl, 2).request('GET', '/WarmUp');
  try {
    // One attempt: any further request that the server sees was sent by the runtime.
    await calls[call]!(clientAt(baseUrl, 0));
    return { id, result: 'ok' };
  } catch (error) {
    const { name, outcome, status, code, message } = error as Error & Ending;
    return {
      id,
      result: name,
      message,
      ...(outcome !== undefined && { outcome }),
      ...(status !== undefined && { status }),
      ...(code !== undefined && { code }),
    };
  }
}

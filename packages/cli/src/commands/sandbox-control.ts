import { CliError, UsageError } from '../cli-error.ts';
import type { Io } from '../console/io.ts';
import { EXIT } from '../exit-codes.ts';
import { findTarget, type TargetFlags } from '../settings/target.ts';

/** Whether an API is on this computer, as sandboxes are. */
export const isOnThisComputer = (baseUrl: string): boolean =>
  /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(new URL(baseUrl).hostname);

/**
 * Calls the control API of a sandbox, which is beside its API.
 *
 * @param path Below `/_sandbox`.
 * @param body Sent with POST; without one, the call is a GET.
 * @throws UsageError when the API is not that of a sandbox on this computer; CliError when the sandbox rejects the call or does not respond.
 */
export async function controlSandbox(flags: TargetFlags, io: Io, path: string, body?: object): Promise<unknown> {
  const { baseUrl, label } = await findTarget(flags, io);
  const url = new URL(`/_sandbox/${path}`, baseUrl);
  if (!isOnThisComputer(baseUrl))
    throw new UsageError(`${label} is not a sandbox on this computer.`, 'secuconnect sandbox runs one.');
  const request =
    body && ({ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } as const);
  const response = await fetch(url, { ...request, signal: io.signal }).catch((error: Error & { cause?: Error }) => {
    throw new CliError(
      `The sandbox does not respond: ${error.cause?.message ?? error.message}.`,
      EXIT.connection,
      'secuconnect sandbox runs one.',
    );
  });
  const answer = (await response.json().catch(() => ({}))) as { error_details?: string; error?: string };
  if (response.ok) return answer;
  throw new CliError(
    `The sandbox rejects this: ${answer.error_details ?? answer.error ?? `status ${response.status}`}.`,
  );
}

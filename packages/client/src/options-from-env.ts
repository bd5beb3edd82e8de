import type { SecuconnectOptions } from './client-options.ts';
import { environments, type Environment } from './environments.ts';
import { processVariables, readVariable, type EnvVariables } from './internal/env-variables.ts';

/**
 * Reads the options of a client from environment variables:
 * - `SECUCONNECT_ENVIRONMENT` (a name of `environments`) or `SECUCONNECT_BASE_URL`;
 * - `SECUCONNECT_TOKEN`, or `SECUCONNECT_CLIENT_ID` and `SECUCONNECT_CLIENT_SECRET`.
 *
 * ```ts
 * const secuconnect = new Secuconnect(optionsFromEnv());
 * ```
 *
 * `new Secuconnect(optionsFromEnv)`, without a call, reads them with the first call of the client: for modules that a framework imports at build time,
 * without any variable.
 *
 * @param variables What to read instead of the environment of the process, such as the `env` of a Worker.
 * @throws TypeError that names the missing or invalid variable; the message never quotes a value that may be a secret.
 */
export function optionsFromEnv(variables: EnvVariables = processVariables()): SecuconnectOptions {
  const read = (name: string): string | undefined => readVariable(variables, `SECUCONNECT_${name}`);
  const environment = read('ENVIRONMENT');
  const baseUrl = read('BASE_URL');
  if ((environment === undefined) === (baseUrl === undefined)) {
    throw new TypeError(
      'Set either SECUCONNECT_ENVIRONMENT or SECUCONNECT_BASE_URL: there is no default, so that no test reaches production by accident.',
    );
  }
  if (environment !== undefined && !Object.hasOwn(environments, environment)) {
    throw new TypeError(
      `SECUCONNECT_ENVIRONMENT is ${JSON.stringify(environment)}; known are ${Object.keys(environments).join(', ')}.`,
    );
  }
  const target = environment === undefined ? { baseUrl } : { environment: environment as Environment };
  const token = read('TOKEN');
  if (token !== undefined) return { ...target, auth: { token } };
  const [clientId, clientSecret] = [read('CLIENT_ID'), read('CLIENT_SECRET')];
  if (clientId === undefined || clientSecret === undefined) {
    throw new TypeError('Set SECUCONNECT_CLIENT_ID and SECUCONNECT_CLIENT_SECRET, or SECUCONNECT_TOKEN.');
  }
  return { ...target, auth: { clientId, clientSecret } };
}

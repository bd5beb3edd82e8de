import { processVariables, readVariable, type EnvVariables } from '../internal/env-variables.ts';
import { MAKE_SECRET, parseKeys, type PushKey } from './push-keys.ts';

const VARIABLE = 'SECUCONNECT_PUSH_KEYS';

/**
 * Reads the keys of push URLs from the environment variable `SECUCONNECT_PUSH_KEYS`: `id:secret`, or several of these, separated by commas or white
 * space. The first signs, all verify, so a rotation puts the new key in front: `2026-09:…,2026-03:…`.
 *
 * ```ts
 * const keys = pushKeysFromEnv();
 * ```
 *
 * There is no default: a secret that a program makes up would be another one after the next start, and known URLs would not verify any more.
 *
 * @param variables What to read instead of the environment of the process, such as the `env` of a Worker.
 * @returns At least one key.
 * @throws TypeError that names the variable and the problem: it is not set, an entry is not `id:secret`, a secret has fewer than 16 characters, or two
 *   keys have the same id. The message never quotes the value.
 */
export function pushKeysFromEnv(variables: EnvVariables = processVariables()): readonly PushKey[] {
  const entries = (readVariable(variables, VARIABLE) ?? '').split(/[\s,]+/).filter(Boolean);
  if (entries.length === 0) {
    throw new TypeError(
      `${VARIABLE} is not set. It needs a secret that stays the same: ${MAKE_SECRET}, and set ${VARIABLE} to an id, a colon and the secret.`,
    );
  }
  const keys = entries.map((entry, index) => {
    const [, id, secret] = /^([^:]+):(.+)$/.exec(entry) ?? [];
    if (id === undefined || secret === undefined)
      throw new TypeError(`Entry ${index + 1} of ${VARIABLE} is not an id, a colon and a secret, such as 2026-03:….`);
    return { id, secret };
  });
  return parseKeys(keys, VARIABLE);
}

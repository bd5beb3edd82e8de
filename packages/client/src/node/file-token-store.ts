import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TokenStore } from '../auth/stores/token-store.ts';
import type { StoredToken } from '../auth/token.ts';
import { writeAtomically } from './atomic-write.ts';
import { withFileLock } from './file-lock.ts';
import { assertPrivateDirectory, ensurePrivateDirectory, readPrivateFile } from './private-files.ts';

/**
 * Keeps tokens in files of one directory, shared by all processes of one user on one host.
 * - The directory is created with mode 0700, files with 0600.
 * - Nothing is read from or written to a directory that is a link, belongs to another user, or that other users may write to. A token file that is a link,
 *   belongs to another user or is not private is not read, and the next token replaces it. On Windows, only links are rejected.
 * - A file is replaced as a whole, so readers see the old token or the new one. A damaged file counts as no token.
 * - File names are digests of the keys: no key can reach outside of the directory, and no name reveals its key.
 * - One process at a time requests a token. If it dies meanwhile, the others wait about ten seconds.
 *
 * The directory must be on a local disk. Hosts that share tokens need a server, such as Redis.
 *
 * ```ts
 * const secuconnect = new Secuconnect({ environment: 'testing', auth, tokenStore: fileTokenStore('/var/lib/shop/tokens') });
 * ```
 *
 * @throws TypeError when `directory` is not a path.
 */
export function fileTokenStore(directory: string): TokenStore {
  if (typeof directory !== 'string' || directory === '')
    throw new TypeError('`fileTokenStore` needs the path of a directory.');
  const pathOf = (key: string): string =>
    join(directory, `token-${createHash('sha256').update(key).digest('hex').slice(0, 32)}`);
  return {
    get: async (key) => {
      const json = (await assertPrivateDirectory(directory)) ? await readPrivateFile(`${pathOf(key)}.json`) : undefined;
      return json === undefined ? undefined : parseToken(json, key);
    },
    set: async (key, token) => {
      await ensurePrivateDirectory(directory);
      const json = JSON.stringify({ key, token });
      await writeAtomically(`${pathOf(key)}.json`, (file) => file.writeFile(json), 0o600);
    },
    delete: async (key) => {
      if (await assertPrivateDirectory(directory)) await rm(`${pathOf(key)}.json`, { force: true });
    },
    lock: async (key, run) => {
      await ensurePrivateDirectory(directory);
      return withFileLock(`${pathOf(key)}.lock`, run);
    },
  };
}

/** The token in a file; `undefined` when the file is damaged, or belongs to another key. */
function parseToken(json: string, key: string): StoredToken | undefined {
  try {
    const content = JSON.parse(json) as { key?: unknown; token?: StoredToken } | null;
    return content?.key === key ? content.token : undefined;
  } catch {
    return undefined;
  }
}

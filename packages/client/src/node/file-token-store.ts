import { createHash, randomUUID } from 'node:crypto';
import { chmod, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoredToken } from '../auth/token.ts';
import type { TokenStore } from '../auth/stores/token-store.ts';
import { withLock } from './file-lock.ts';

/**
 * Keeps tokens in files of one directory, for all processes of one machine and one user.
 * - The directory is made with mode 0700, files with 0600; one that other users may write to is refused.
 * - A file is replaced at once, never written in place: a reader sees the old token or the new one. One that is damaged counts as none.
 * - Names are digests of the keys: no key can reach outside of the directory, and no name tells what it is for.
 * - One process at a time asks for a token; one that dies while doing so is not waited for longer than about ten seconds.
 *
 * The directory must be on a local disk. Machines that share tokens need a server, such as Redis.
 *
 * ```ts
 * const secuconnect = new Secuconnect({ environment: 'testing', auth, tokenStore: fileStore('/var/lib/shop/tokens') });
 * ```
 */
export function fileTokenStore(directory: string): TokenStore {
  if (typeof directory !== 'string' || directory === '')
    throw new TypeError('`fileStore` needs the path of a directory.');
  const pathOf = (key: string): string =>
    join(directory, `token-${createHash('sha256').update(key).digest('hex').slice(0, 32)}`);
  return {
    get: async (key) => {
      const text = await readFile(`${pathOf(key)}.json`, 'utf8').catch(unlessMissing);
      return text === undefined ? undefined : parse(text, key);
    },
    set: async (key, token) => {
      await secure(directory);
      await replace(`${pathOf(key)}.json`, JSON.stringify({ key, token }));
    },
    delete: (key) => rm(`${pathOf(key)}.json`, { force: true }),
    lock: async (key, run) => {
      await secure(directory);
      return withLock(`${pathOf(key)}.lock`, run);
    },
  };
}

/** The token in a file; none when the file is damaged, or belongs to another key. */
function parse(text: string, key: string): StoredToken | undefined {
  try {
    const content = JSON.parse(text) as { key?: unknown; token?: StoredToken } | null;
    return content?.key === key ? content.token : undefined;
  } catch {
    return undefined;
  }
}

/** Writes beside the file and then takes its place, which readers see as one step. */
async function replace(path: string, text: string): Promise<void> {
  const beside = `${path}.${randomUUID()}`;
  try {
    const file = await open(beside, 'wx', 0o600);
    try {
      await file.writeFile(text);
      // Otherwise a power failure may leave the new name with nothing in it.
      await file.datasync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (failure) {
    await rm(beside, { force: true });
    throw failure;
  }
}

/** Windows has no such modes: there, the directory's own access list decides. */
const hasModes = process.platform !== 'win32';

async function secure(directory: string): Promise<void> {
  const made = await mkdir(directory, { recursive: true, mode: 0o700 });
  // The mode given to mkdir is subject to the umask, which may take away what the owner needs.
  if (made !== undefined) await chmod(directory, 0o700);
  const { mode } = await stat(directory);
  if (hasModes && mode & 0o022) {
    throw new Error(`Other users may write to ${directory}: tokens are kept there only after \`chmod go-w\`.`);
  }
}

function unlessMissing(failure: NodeJS.ErrnoException): undefined {
  if (failure.code !== 'ENOENT') throw failure;
}

import { createHash, randomUUID } from 'node:crypto';
import { link, readdir, rename, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Intent, Journal, StoredIntent } from '../intents/journal.ts';
import { writeAtomically } from './atomic-write.ts';
import { withFileLock } from './file-lock.ts';
import { assertPrivateDirectory, ensurePrivateDirectory, readPrivateFile } from './private-files.ts';

/** An intent in a file. */
interface Entry {
  readonly intent: Intent;
  readonly version: number;
  /** When it was written, in ms since 1970: all processes of a host have one clock. */
  readonly at: number;
}

const OPEN = '.open.json';
const ENDED = '.ended.json';
/** Less than the time after which the others take a process without a heartbeat for dead, in ms. */
const MAX_LOCKED_MS = 4_000;

/**
 * Keeps intents in files of one directory, shared by all processes of one user on one host.
 * - An intent is in its file before `put` resolves: it survives `kill -9`.
 * - The directory is created with mode 0700, files with 0600. Nothing is read from or written to a directory that other users may write to.
 * - Ended intents stay; remove old files `….ended.json` when their references can no longer come again. Open intents have files of their own, so that
 *   thousands of ended ones slow nothing down.
 * - Writes wait for each other. If a process dies while it writes, the others wait about ten seconds. One
 *   that was paused for some seconds while it wrote rejects.
 *
 * The directory must be on a local disk, and the clock of the host must not jump by minutes: `not-done` is decided by it. Hosts that share intents need a
 * database.
 *
 * @throws TypeError when `directory` is not a path.
 */
export function fileJournal(directory: string): Journal {
  if (typeof directory !== 'string' || directory === '')
    throw new TypeError('`fileJournal` needs the path of a directory.');
  const pathOf = (reference: string): string =>
    join(directory, `intent-${createHash('sha256').update(reference).digest('hex').slice(0, 40)}`);

  async function read(path: string): Promise<Entry | undefined> {
    const json = await readPrivateFile(path);
    if (json === undefined) return undefined;
    try {
      const entry = JSON.parse(json) as Entry;
      if (typeof entry.intent.reference === 'string' && entry.version > 0 && entry.at >= 0) return entry;
    } catch {
      // As below.
    }
    // A damaged entry must not count as none: its write would be made again.
    throw new Error(`${path} is not an intent: look at it, and remove it when you know what became of its call.`);
  }

  /** After a crash between two steps, both files are there: the newer one counts. */
  async function find(reference: string): Promise<Entry | undefined> {
    const [open, ended] = await Promise.all([OPEN, ENDED].map((end) => read(`${pathOf(reference)}${end}`)));
    return open && ended ? (open.version > ended.version ? open : ended) : (open ?? ended);
  }

  async function openEntries(): Promise<Entry[]> {
    const names = (await readdir(directory)).filter((name) => name.endsWith(OPEN));
    const entries = await Promise.all(names.map((name) => read(join(directory, name))));
    const current = await Promise.all(entries.map((entry) => entry && find(entry.intent.reference)));
    return current.filter((entry): entry is Entry => entry?.intent.state === 'open').sort((a, b) => a.at - b.at);
  }

  /** @returns The entry in its way, which another process has written after this one had lost the lock. */
  async function write(intent: Intent, version: number, lockedAt: number): Promise<Entry | undefined> {
    const entry: Entry = { intent, version, at: Date.now() };
    const path = pathOf(intent.reference);
    const [written, other] = intent.state === 'open' ? [OPEN, ENDED] : [ENDED, OPEN];
    const store = async (file: FileHandle): Promise<void> => {
      await file.writeFile(JSON.stringify(entry));
      if (performance.now() - lockedAt > MAX_LOCKED_MS)
        throw new Error('This process was paused while it wrote to the journal: another one may have its lock.');
    };
    if (version === 1 && intent.state === 'open') {
      if (!(await createAtomically(`${path}${written}`, store))) return find(intent.reference);
    } else await writeAtomically(`${path}${written}`, store, 0o600);
    const current = await find(intent.reference);
    if (current?.version !== version) return current;
    await rm(`${path}${other}`, { force: true });
    return undefined;
  }

  return {
    async get(reference) {
      return (await assertPrivateDirectory(directory)) ? stored(await find(reference)) : undefined;
    },
    async put(intent, version) {
      await ensurePrivateDirectory(directory);
      return withFileLock(join(directory, 'journal.lock'), async () => {
        const lockedAt = performance.now();
        const current = await find(intent.reference);
        if ((current?.version ?? 0) !== version) {
          if (!current) throw new Error(`The journal has no intent ${JSON.stringify(intent.reference)}.`);
          return stored(current);
        }
        if (intent.state === 'open' && intent.subject !== undefined) {
          const { reference, subject } = intent;
          const holder = (await openEntries()).find(
            (entry) => entry.intent.subject === subject && entry.intent.reference !== reference,
          );
          if (holder) return stored(holder);
        }
        return stored(await write(intent, version + 1, lockedAt));
      });
    },
    async open() {
      if (!(await assertPrivateDirectory(directory))) return [];
      return (await openEntries()).map((entry) => stored(entry)!);
    },
  };
}

const stored = (entry: Entry | undefined): StoredIntent | undefined =>
  entry && { ...entry.intent, version: entry.version, age: Math.max(0, Date.now() - entry.at) };

/** Writes a new file completely or not at all. Returns `false` when there is one. */
async function createAtomically(path: string, write: (file: FileHandle) => Promise<void>): Promise<boolean> {
  const temporaryPath = `${path}.${randomUUID()}.new`;
  await writeAtomically(temporaryPath, write, 0o600);
  try {
    // Unlike a rename, a link replaces nothing.
    await link(temporaryPath, path);
    return true;
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === 'EEXIST') return false;
    // Not every file system has links.
    await rename(temporaryPath, path);
    return true;
  } finally {
    await rm(temporaryPath, { force: true });
  }
}

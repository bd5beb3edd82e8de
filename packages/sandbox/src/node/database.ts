import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Change, Journal } from '../store/store.ts';

const FILE = 'sandbox.sqlite';
/** Node has its database from this version on without a flag. */
const LEAST_NODE = '22.13';

/** What SQLite says when another process has locked the file. */
const SQLITE_BUSY = 5;
/** Write-ahead logging survives the end of the process at any time. Only a power failure may lose the last moments. */
const SETUP = `
  PRAGMA busy_timeout = 0;
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS objects (age INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, text TEXT NOT NULL, UNIQUE (kind, id));
`;

/**
 * Opens, or makes, a database that keeps everything that a sandbox does. Each transaction of the sandbox is one of the database, so that a
 * process that is killed loses nothing that was answered, and leaves nothing half written.
 *
 * @param folder Where it is; it is made if it does not exist.
 * @throws Error on a Node without a database, or when another process uses the folder.
 */
export async function openDatabase(folder: string): Promise<Journal> {
  const { DatabaseSync } = await sqlite();
  mkdirSync(folder, { recursive: true });
  const file = join(folder, FILE);
  const database = new DatabaseSync(file);
  try {
    database.exec(SETUP);
  } catch (error) {
    database.close();
    const isUsed = (error as { readonly errcode?: number }).errcode === SQLITE_BUSY;
    throw new Error(
      isUsed ? `Another sandbox uses ${folder}.` : `${file} cannot be used: ${(error as Error).message}.`,
      {
        cause: error,
      },
    );
  }
  const put = database.prepare(
    'INSERT INTO objects (kind, id, text) VALUES (?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET text = excluded.text',
  );
  const remove = database.prepare('DELETE FROM objects WHERE kind = ? AND id = ?');
  return {
    *load() {
      for (const row of database.prepare('SELECT kind, id, text FROM objects ORDER BY age').iterate())
        yield row as unknown as Change & { readonly text: string };
    },
    commit(changes) {
      database.exec('BEGIN IMMEDIATE');
      try {
        for (const { kind, id, text } of changes) {
          if (text === undefined) remove.run(kind, id);
          else put.run(kind, id, text);
        }
        database.exec('COMMIT');
      } catch (error) {
        database.exec('ROLLBACK');
        throw error;
      }
    },
    close: () => database.close(),
  };
}

async function sqlite(): Promise<typeof import('node:sqlite')> {
  try {
    return await import('node:sqlite');
  } catch (error) {
    throw new Error(
      `--data needs the database of Node ${LEAST_NODE} or newer; this is ${process.version}. Without --data, the sandbox keeps everything in memory.`,
      { cause: error },
    );
  }
}

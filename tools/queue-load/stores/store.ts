import type { PushStore } from '@secuconnect/client/pushes';
import type { EngineName } from '../engines/engine.ts';

/** @param connection That of the engine: the socket of a Redis, or the URL of a PostgreSQL. */
export type OpenStore = (connection: string) => PushStore | Promise<PushStore>;

/** The store that all workers share, on the server of their engine. */
export const STORE_OF: Readonly<Record<EngineName, string>> = { bullmq: 'redis', 'pg-boss': 'postgres' };

/** Opens the push store of the file with this name. */
export async function openStore(name: string, connection: string): Promise<PushStore> {
  const { openStore: open } = (await import(`./${name}.ts`)) as { openStore: OpenStore };
  return open(connection);
}

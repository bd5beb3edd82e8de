import { createPostgresTables, postgresPushStore } from '@secuconnect/client/postgres';
import type { PushStore } from '@secuconnect/client/pushes';
import pg from 'pg';

export async function openStore(connectionString: string): Promise<PushStore> {
  const client = new pg.Pool({ connectionString });
  client.on('error', (error) => console.error(error));
  await createPostgresTables({ client });
  return postgresPushStore({ client });
}

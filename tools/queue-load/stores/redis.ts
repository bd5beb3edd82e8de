import type { PushStore } from '@secuconnect/client/pushes';
import { redisPushStore } from '@secuconnect/client/redis';
import { Redis } from 'ioredis';

export function openStore(socket: string): PushStore {
  const client = new Redis(socket, { maxRetriesPerRequest: null });
  client.on('error', (error) => console.error(error));
  return redisPushStore({ client });
}

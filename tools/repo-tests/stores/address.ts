import type { TokenStore } from '../../../packages/client/src/auth/stores/token-store.ts';
import type { Journal } from '../../../packages/client/src/intents/journal.ts';
import {
  createPostgresTables,
  postgresJournal,
  postgresPushStore,
  postgresTokenStore,
} from '../../../packages/client/src/postgres/index.ts';
import type { PushStore } from '../../../packages/client/src/pushes/push-store.ts';
import { redisJournal, redisPushStore, redisTokenStore } from '../../../packages/client/src/redis/index.ts';
import { postgresClients, redisClients } from './clients.ts';

/** Where a store is, for another process: the name of a client, a port, and what keeps tests apart. */
export interface StoreAddress {
  readonly client: string;
  readonly port: number;
  readonly prefix: string;
}

/** Stands for a process that renews its leases for this long, in ms. */
const LOCK_TTL_MS = 300;

const optionsAt = async ({ client, port, prefix }: StoreAddress) =>
  client in redisClients
    ? { redis: { client: (await redisClients[client]!(port)).client, keyPrefix: prefix } }
    : { postgres: { client: (await postgresClients[client]!(port)).client, tablePrefix: prefix } };

export async function createTokenStore(address: StoreAddress): Promise<Required<TokenStore>> {
  const { redis, postgres } = await optionsAt(address);
  const store = redis
    ? redisTokenStore({ ...redis, lockTtl: LOCK_TTL_MS })
    : postgresTokenStore({ ...postgres!, lockTtl: LOCK_TTL_MS });
  return store as Required<TokenStore>;
}

export async function createPushStore(address: StoreAddress): Promise<Required<PushStore>> {
  const { redis, postgres } = await optionsAt(address);
  return redis ? redisPushStore(redis) : postgresPushStore(postgres!);
}

export async function createJournal(address: StoreAddress): Promise<Journal> {
  const { redis, postgres } = await optionsAt(address);
  return redis ? redisJournal(redis) : postgresJournal(postgres!);
}

/** Creates what the store needs before its first use. */
export async function prepare(address: StoreAddress): Promise<void> {
  const { postgres } = await optionsAt(address);
  if (postgres) await createPostgresTables(postgres);
}

import { GlideClient, GlideClusterClient } from '@valkey/valkey-glide';
import { Cluster, Redis } from 'ioredis';
import { Redis as Redis5 } from 'ioredis-5';
import pg from 'pg';
import postgres from 'postgres';
import { createClient, createCluster } from 'redis';
import { createClient as createClient5 } from 'redis-5';
import type { PostgresClient } from '../../../packages/client/src/postgres/postgres-client.ts';
import type { IoredisClient, NodeRedisClient, RedisClient } from '../../../packages/client/src/redis/redis-client.ts';

/** A client with its connection. */
export interface Connected<Client> {
  readonly client: Client;
  close(): unknown;
}

type Connect<Client> = (port: number) => Promise<Connected<Client>>;

const host = '127.0.0.1';
/** Connections of tests break on purpose. */
const ignore = (): void => undefined;

interface ErrorSource {
  on(event: 'error', listener: () => void): unknown;
}

function ofIoredis(client: IoredisClient & ErrorSource & { disconnect(): void }): Connected<RedisClient> {
  client.on('error', ignore);
  return { client, close: () => client.disconnect() };
}

async function ofNodeRedis(
  client: NodeRedisClient & ErrorSource & { connect(): Promise<unknown>; destroy(): void },
): Promise<Connected<RedisClient>> {
  client.on('error', ignore);
  await client.connect();
  return { client, close: () => client.destroy() };
}

/** Each client of Redis that the stores accept, connected as its documentation says, and the major version before where many programs have it. */
export const redisClients: Readonly<Record<string, Connect<RedisClient>>> = {
  ioredis: async (port) => ofIoredis(new Redis(port, host)),
  'ioredis 5': async (port) => ofIoredis(new Redis5(port, host)),
  'node-redis': (port) => ofNodeRedis(createClient({ socket: { host, port } })),
  'node-redis 5': (port) => ofNodeRedis(createClient5({ socket: { host, port } })),
  GLIDE: async (port) => {
    const client = await GlideClient.createClient({ addresses: [{ host, port }], requestTimeout: 10_000 });
    return { client, close: () => client.close() };
  },
};

/** The same for a cluster. */
export const redisClusterClients: Readonly<Record<string, Connect<RedisClient>>> = {
  'Cluster of ioredis': async (port) => ofIoredis(new Cluster([{ host, port }])),
  'cluster of node-redis': (port) => ofNodeRedis(createCluster({ rootNodes: [{ socket: { host, port } }] })),
  'GlideClusterClient of GLIDE': async (port) => {
    const client = await GlideClusterClient.createClient({ addresses: [{ host, port }], requestTimeout: 10_000 });
    return { client, close: () => client.close() };
  },
};

/** Each client of PostgreSQL that the stores accept. */
export const postgresClients: Readonly<Record<string, Connect<PostgresClient>>> = {
  'Pool of pg': async (port) => {
    const client = new pg.Pool({ host, port, user: 'postgres' }).on('error', ignore);
    return { client, close: () => client.end() };
  },
  'Client of pg': async (port) => {
    const client = new pg.Client({ host, port, user: 'postgres' }).on('error', ignore);
    await client.connect();
    return { client, close: () => client.end() };
  },
  'postgres.js': async (port) => {
    const client = postgres({ host, port, user: 'postgres', onnotice: ignore });
    return { client, close: () => client.end() };
  },
};

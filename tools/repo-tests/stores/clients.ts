import { GlideClient, GlideClusterClient } from '@valkey/valkey-glide';
import { Cluster, Redis } from 'ioredis';
import pg from 'pg';
import postgres from 'postgres';
import { Redis as Redis5 } from 'ioredis-5';
import { createClient, createCluster } from 'redis';
import { createClient as createClient5 } from 'redis-5';
import type { PostgresClient } from '../../../packages/client/src/postgres/postgres-client.ts';
import type { RedisClient } from '../../../packages/client/src/redis/redis-client.ts';

/** A client with its connection. */
export interface Connected<Client> {
  readonly client: Client;
  close(): unknown;
}

type Connect<Client> = (port: number) => Promise<Connected<Client>>;

const host = '127.0.0.1';
/** Connections of tests break on purpose. */
const ignore = (): void => undefined;

/** Each client of Redis that the stores accept, connected as its documentation says, and the major version before where many programs have it. */
export const redisClients: Readonly<Record<string, Connect<RedisClient>>> = {
  ioredis: async (port) => {
    const client = new Redis(port, host).on('error', ignore);
    return { client, close: () => client.disconnect() };
  },
  'ioredis 5': async (port) => {
    const client = new Redis5(port, host).on('error', ignore);
    return { client, close: () => client.disconnect() };
  },
  'node-redis': async (port) => {
    const client = createClient({ socket: { host, port } }).on('error', ignore);
    await client.connect();
    return { client, close: () => client.destroy() };
  },
  'node-redis 5': async (port) => {
    const client = createClient5({ socket: { host, port } }).on('error', ignore);
    await client.connect();
    return { client, close: () => client.destroy() };
  },
  GLIDE: async (port) => {
    const client = await GlideClient.createClient({ addresses: [{ host, port }], requestTimeout: 10_000 });
    return { client, close: () => client.close() };
  },
};

/** The same for a cluster. */
export const redisClusterClients: Readonly<Record<string, Connect<RedisClient>>> = {
  'Cluster of ioredis': async (port) => {
    const client = new Cluster([{ host, port }]).on('error', ignore);
    return { client, close: () => client.disconnect() };
  },
  'cluster of node-redis': async (port) => {
    const client = createCluster({ rootNodes: [{ socket: { host, port } }] }).on('error', ignore);
    await client.connect();
    return { client, close: () => client.destroy() };
  },
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

/** A client of `ioredis`, also `Cluster`. */
export interface IoredisClient {
  call(command: string, ...args: string[]): Promise<unknown>;
  eval(script: string, keyCount: number, ...keysAndArgs: string[]): Promise<unknown>;
}

/** A client of `redis` (node-redis), also of a cluster, a pool or Sentinel. */
export interface NodeRedisClient {
  sendCommand(...args: never[]): Promise<unknown>;
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
}

/** A client of `@valkey/valkey-glide`: `GlideClient` or `GlideClusterClient`. */
export interface GlideClient {
  customCommand(args: string[]): Promise<unknown>;
}

/** A connected client of `ioredis`, `redis` (node-redis) or `@valkey/valkey-glide`. It remains yours: no store closes it. */
export type RedisClient = IoredisClient | NodeRedisClient | GlideClient;

/** Runs a Lua script. Resolves to what it returns, with `null` for `false`. */
export type RunScript = (script: string, keys: readonly string[], args: readonly string[]) => Promise<unknown>;

/**
 * What the client is recognised by: its methods.
 *
 * @throws TypeError for anything else.
 */
export function scriptRunner(client: RedisClient): RunScript {
  // The own functions of the clients, and not `EVAL` as a bare command: these know where the keys are, and apply a prefix of the client.
  if (hasMethods(client, 'customCommand')) {
    const glide = client as GlideClient;
    return (script, keys, args) => glide.customCommand(['EVAL', script, String(keys.length), ...keys, ...args]);
  }
  if (hasMethods(client, 'call', 'eval')) {
    const ioredis = client as IoredisClient;
    return (script, keys, args) => ioredis.eval(script, keys.length, ...keys, ...args);
  }
  if (hasMethods(client, 'sendCommand', 'eval')) {
    const nodeRedis = client as NodeRedisClient;
    return (script, keys, args) => nodeRedis.eval(script, { keys: [...keys], arguments: [...args] });
  }
  throw new TypeError('`client` must be a client of `ioredis`, `redis` (node-redis) or `@valkey/valkey-glide`.');
}

const hasMethods = (value: unknown, ...names: string[]): boolean =>
  names.every((name) => typeof (value as Record<string, unknown> | null | undefined)?.[name] === 'function');

/** What starts every key by default. */
export const DEFAULT_KEY_PREFIX = 'secuconnect:';

/** Options of every store in Redis. */
export interface RedisStoreOptions {
  /** A connected client of `ioredis`, `redis` (node-redis) or `@valkey/valkey-glide`, also of a cluster. */
  readonly client: RedisClient;
  /**
   * Starts every key, so that several programs can use one Redis.
   *
   * @default 'secuconnect:'
   */
  readonly keyPrefix?: string | undefined;
}

/** The text of a reply: a string, or a buffer where the client is set to return these. */
export const textOf = (reply: unknown): string | undefined =>
  reply === null || reply === undefined ? undefined : String(reply);

/** A time for Redis, which takes whole numbers only. */
export const wholeMs = (ms: number): string => String(Math.ceil(ms));

import type { SecureContextOptions } from 'node:tls';
import { socketOpener, type Address } from './open-socket.ts';
import { Pool, type PoolLimits } from './pool.ts';
import type { Proxy } from './proxy.ts';

/** The connections of a transport: a pool for each server, or for each way to it. */
export class Connections {
  readonly #limits: PoolLimits;
  readonly #ca: SecureContextOptions['ca'];
  readonly #pools = new Map<string, Pool>();
  #isClosed = false;

  constructor(limits: PoolLimits, ca: SecureContextOptions['ca']) {
    this.#limits = limits;
    this.#ca = ca;
  }

  /** The pool for a server, or for a proxy that gets the request itself. */
  to(origin: string, address: Address, tunnel?: Proxy): Pool {
    const key = tunnel ? `${origin} ${tunnel.id}` : origin;
    let pool = this.#pools.get(key);
    if (!pool) {
      pool = new Pool(address.protocol, socketOpener(address, this.#ca, tunnel), this.#limits);
      this.#pools.set(key, pool);
      if (this.#isClosed) pool.close();
    }
    return pool;
  }

  /** Closes idle connections now, and the others after their responses. */
  close(): void {
    this.#isClosed = true;
    for (const pool of this.#pools.values()) pool.close();
  }
}

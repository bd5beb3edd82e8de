import type { NodeResponse } from '../fetch/node-response.ts';
import type { Outgoing, Transport } from '../fetch/transport.ts';
import { exchange, type UndiciDispatcher, type UndiciServer } from './exchange.ts';

/** Sends requests over the connections of a dispatcher. */
export class UndiciTransport implements Transport<UndiciServer> {
  readonly #dispatcher: UndiciDispatcher;

  constructor(dispatcher: UndiciDispatcher) {
    this.#dispatcher = dispatcher;
  }

  serverOf({ origin, host }: URL): UndiciServer {
    return { origin, host };
  }

  /** A dispatcher does not tell. */
  hasIdle(): boolean {
    return true;
  }

  exchange(request: Outgoing<UndiciServer>): Promise<NodeResponse> {
    return exchange(this.#dispatcher, request);
  }
}

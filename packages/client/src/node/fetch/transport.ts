import type { NodeResponse } from './node-response.ts';
import type { RequestBody } from './request-body.ts';

/** One request, ready to be sent. */
export interface Outgoing<Server> {
  readonly url: string;
  readonly server: Server;
  readonly path: string;
  readonly method: string;
  /** Names and values in turn. */
  readonly headers: string[];
  readonly body: Pick<RequestBody, 'content' | 'length'>;
  readonly signal: AbortSignal | undefined;
}

/** What sends the requests of a `fetch`. */
export interface Transport<Server extends { readonly host: string }> {
  /** What requests to the origin of a URL have in common. */
  serverOf(url: URL): Server;
  /** Whether a connection may wait for a request. */
  hasIdle(server: Server): boolean;
  /**
   * Sends a request once, and resolves with its response as soon as the headers have arrived.
   *
   * @throws TypeError `fetch failed`, whose cause tells why, or the reason of the signal.
   */
  exchange(request: Outgoing<Server>): Promise<NodeResponse>;
}

import { Secuconnect, type RequestOptions } from '@secuconnect/client';
import { CALL_HEADER, CALLS_PATH, type RecordedCall } from '@secuconnect/mock/records';
import type { DocumentedOperation } from '../document/operations.ts';
import { call, type Input, type Resources } from './call.ts';

export type Credentials = { readonly token: string } | { readonly clientId: string; readonly clientSecret: string };

export interface Endpoint {
  /** The root of the mock's host, where the recorded calls are. */
  readonly url: string;
  readonly baseUrl: string;
}

/** The result of a call in the client, and what Prism recorded of it. */
export interface CallResult extends RecordedCall {
  readonly value: unknown;
  readonly error: unknown;
}

export const TOKEN = 'contract-test';
let calls = 0;

/** A client that returns what Prism recorded of each of its calls. */
export class RecordedClient {
  readonly #endpoint: Endpoint;
  readonly #resources: Resources;

  constructor(endpoint: Endpoint, resources: Resources = clientFor(endpoint)) {
    this.#endpoint = endpoint;
    this.#resources = resources;
  }

  call(
    operation: DocumentedOperation,
    input: Input,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<CallResult> {
    return this.record((marked) => call(this.#resources, operation, input, marked), headers);
  }

  /** Sends what the client does not send: a request without a body, with its path, query and headers as they are. */
  fetch(
    method: string,
    { target, headers }: { target: string; headers: Readonly<Record<string, string>> },
  ): Promise<CallResult> {
    const { baseUrl } = this.#endpoint;
    return this.record((marked) =>
      fetch(baseUrl + target, {
        method,
        headers: { ...headers, ...marked.headers, authorization: `Bearer ${TOKEN}` },
      }),
    );
  }

  /** Runs a function that sends requests with the given options, and returns what Prism recorded of them. */
  async record(
    run: (options: RequestOptions) => Promise<unknown>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<CallResult> {
    const mark = `${process.pid}-${(calls += 1)}`;
    let value: unknown;
    let error: unknown;
    try {
      value = await run({ headers: { ...headers, [CALL_HEADER]: mark } });
    } catch (reason) {
      error = reason;
    }
    const recorded = await fetch(`${this.#endpoint.url}${CALLS_PATH}${mark}`);
    return { ...((await recorded.json()) as RecordedCall), value, error };
  }
}

/** A client without retries, so that a check sees exactly the request that it made. */
export const clientFor = ({ baseUrl }: Endpoint, auth: Credentials = { token: TOKEN }): Secuconnect =>
  new Secuconnect({ baseUrl, auth, maxRetries: 0 });

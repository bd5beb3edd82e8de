import { Secuconnect, type RequestOptions } from '@secuconnect/client';
import type { DocumentedOperation } from '../document/operations.ts';
import { CALL_HEADER, CALLS_PATH, type RecordedCall } from '@secuconnect/mock/records';
import { call, type Input } from './call.ts';

export type Credentials = { readonly token: string } | { readonly clientId: string; readonly clientSecret: string };

export interface Endpoint {
  /** The host root of the mock, where it hands out what it saw. */
  readonly url: string;
  readonly baseUrl: string;
}

/** What became of a call: on the client's side, and on Prism's. */
export interface CallResult extends RecordedCall {
  readonly answer: unknown;
  readonly failure: unknown;
}

export const TOKEN = 'contract-test';
let calls = 0;

/** A client, and the way to learn what Prism saw of each of its calls. */
export class RecordedClient {
  readonly #endpoint: Endpoint;
  readonly #secuconnect: Secuconnect;

  constructor(endpoint: Endpoint, secuconnect = clientFor(endpoint)) {
    this.#endpoint = endpoint;
    this.#secuconnect = secuconnect;
  }

  call(
    operation: DocumentedOperation,
    input: Input,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<CallResult> {
    return this.watch((marked) => call(this.#secuconnect, operation, input, marked), headers);
  }

  /** Runs something that sends requests with the options that it is given. */
  async watch(
    run: (options: RequestOptions) => Promise<unknown>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<CallResult> {
    const mark = `${process.pid}-${(calls += 1)}`;
    let answer: unknown;
    let failure: unknown;
    try {
      answer = await run({ headers: { ...headers, [CALL_HEADER]: mark } });
    } catch (reason) {
      failure = reason;
    }
    const seen = await fetch(`${this.#endpoint.url}${CALLS_PATH}${mark}`);
    return { ...((await seen.json()) as RecordedCall), answer, failure };
  }
}

/** One attempt per call: what a check sees has to be what it asked for. */
export const clientFor = ({ baseUrl }: Endpoint, auth: Credentials = { token: TOKEN }): Secuconnect =>
  new Secuconnect({ baseUrl, auth, maxRetries: 0 });

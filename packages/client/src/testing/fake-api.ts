import { operations, type Operation } from '@secuconnect/api';
import { rejectOnAbort, sleep } from '../internal/abort.ts';
import type { SecuconnectOptions } from '../client-options.ts';
import { Secuconnect } from '../client.ts';
import { CallLog, type FakeCall } from './call-log.ts';
import { FakeError } from './fake-error.ts';
import type {
  AnyOperation,
  FakeOperationId,
  FakeOperations,
  FakeRequest,
  TokenResponse,
  UnlistedOperation,
} from './operations.ts';
import { OperationStub } from './operation-stub.ts';
import { StubQueue } from './stub-queue.ts';
import { receive, type IncomingRequest } from './incoming-request.ts';
import { closest, Routes } from './routes.ts';

/** Nothing can be there: the domain is reserved for this. */
const BASE_URL = 'https://fake.secuconnect.invalid/api/v2';

/** Options of a client; those that the fake has an answer to may be left out. */
export type FakeClientOptions = Omit<Partial<SecuconnectOptions>, 'fetch'>;

/**
 * The API as a test wants it to be, in the place of the network.
 * - The client above it is the real one: tokens, repeats, time limits, errors and paging are those of production.
 * - Of several preparations for a request, one with `when` comes before one without; those with a limited number of answers come before
 *   those without limit, in the order of preparation; of those without limit, the last one counts.
 * - A call for which nothing is prepared fails at once with a `FakeError` that says what is prepared instead.
 * - Tokens are handed out without preparation: `fake-1`, `fake-2`, …
 */
export class FakeApi {
  readonly #routes = new Routes();
  #stubs: StubQueue[] = [];
  #unstubbed: string[] = [];
  #log = new CallLog();
  #tokens = 0;
  /** Number of the call whose request a client is about to send. */
  #announcedCall: number | undefined;

  /** A client whose requests this fake answers. */
  client(options: FakeClientOptions = {}): Secuconnect {
    const { listeners } = options;
    return new Secuconnect({
      ...(options.environment === undefined && { baseUrl: BASE_URL }),
      auth: { clientId: 'fake', clientSecret: 'fake-secret' },
      ...options,
      fetch: this.fetch,
      listeners: {
        ...listeners,
        request: (event) => {
          this.#announcedCall = event.callId;
          return listeners?.request?.(event);
        },
      },
    });
  }

  /** For a client that is made elsewhere: its option `fetch`. */
  readonly fetch: typeof fetch = (input, init) => {
    const announced = this.#announcedCall;
    this.#announcedCall = undefined;
    return this.#respond(input, init, announced);
  };

  /**
   * Prepares answers for an operation, such as `smart.transactions.create`; `oauth.token` stands for the requests for a token.
   *
   * @throws TypeError for an operation that does not exist, naming the closest one.
   */
  on<Id extends FakeOperationId>(operation: Id): OperationStub<FakeOperations[Id]> {
    if (!this.#routes.has(operation))
      throw new TypeError(
        `There is no operation ${JSON.stringify(operation)}; did you mean ${closest(String(operation), this.#routes.ids())}?`,
      );
    return this.#prepare(operation, (operations as Readonly<Record<string, Operation>>)[operation]?.responseType);
  }

  /**
   * The same for an endpoint that the spec does not list, by method and path: `fake.onPath('POST', '/Smart/Transactions/{id}/something')`.
   *
   * @throws TypeError for one that it lists.
   */
  onPath(method: Operation['method'], path: string): OperationStub<UnlistedOperation> {
    const id = `${method} ${path}`;
    this.#routes.add({ id, method, path });
    return this.#prepare(id);
  }

  /** The calls so far, without requests for a token. */
  calls(): FakeCall[];
  /** The calls of one operation so far. */
  calls<Id extends FakeOperationId>(operation: Id): FakeCall<FakeOperations[Id]>[];
  calls(operation?: string): FakeCall[] {
    return this.#log.calls(operation);
  }

  /** Forgets everything: what is prepared, and what came in. */
  reset(): void {
    this.#stubs = [];
    this.#unstubbed = [];
    this.#log = new CallLog();
    this.#tokens = 0;
  }

  /**
   * For the end of a test.
   *
   * @throws Error when a call was made that nothing was prepared for, even if the program under test has dealt with the failure, or when
   * answers are left that were meant for a certain number of calls.
   */
  verify(): void {
    const left = this.#stubs
      .filter(({ unused }) => unused > 0)
      .map(({ operation, unused }) => `${operation}: ${unused} of the prepared answers have not been used.`);
    const problems = [...this.#unstubbed, ...left];
    if (problems.length > 0) throw new Error(problems.join('\n'));
  }

  #prepare<Types extends AnyOperation>(operation: string, answersWith?: string): OperationStub<Types> {
    const prepared = new StubQueue(operation);
    this.#stubs.push(prepared);
    return new OperationStub<Types>(prepared, answersWith);
  }

  async #respond(
    input: RequestInfo | URL,
    init: RequestInit | undefined,
    announced: number | undefined,
  ): Promise<Response> {
    const received = await receive(this.#routes, input, init);
    received.signal?.throwIfAborted();
    if (!received.found) throw this.#unstubbedError(received);
    const { request } = received.found;
    const ended = this.#log.note(request, announced);
    try {
      const response = await this.#answer(received, request);
      ended({ status: response.status });
      return response;
    } catch (failure) {
      ended({ failure: received.signal?.aborted ? 'aborted' : reasonOf(failure) });
      throw failure;
    }
  }

  async #answer(received: IncomingRequest, request: FakeRequest): Promise<Response> {
    const prepared = this.#stubFor(request);
    if (!prepared) {
      if (request.operation === 'oauth.token') return Response.json(this.#token());
      throw this.#unstubbedError(received);
    }
    const { make, delay } = prepared.next();
    const { signal } = received;
    if (delay > 0) await sleep(delay, signal);
    return rejectOnAbort(Promise.resolve(request).then(make), signal);
  }

  #stubFor(request: FakeRequest): StubQueue | undefined {
    const ready = this.#stubs.filter(
      (one) => one.operation === request.operation && one.left > 0 && one.matches(request),
    );
    const special = ready.some((one) => one.condition) ? ready.filter((one) => one.condition) : ready;
    return special.find((one) => Number.isFinite(one.left)) ?? special.at(-1);
  }

  #token(): TokenResponse {
    return { access_token: `fake-${++this.#tokens}`, expires_in: 1200, token_type: 'bearer' };
  }

  /** Says what was asked for, why nothing is there for it, and what to do about it. */
  #unstubbedError({ method, url, found }: IncomingRequest): FakeError {
    const where = `${method} ${url.pathname}`;
    const message = found
      ? `No answer is prepared for ${found.place.id} (${where}). ${this.#instead(found.place.id)}`
      : `${where} is no operation of the API; prepare it with \`fake.onPath\` if it is meant to exist.`;
    this.#unstubbed.push(message);
    return new FakeError(message, found?.place.id);
  }

  #instead(id: string): string {
    const own = this.#stubs.filter(({ operation }) => operation === id);
    const [one] = own;
    if (one && own.every(({ empty }) => empty))
      return `\`fake.on('${id}')\` says nothing about the answer: add \`.reply(…)\`.`;
    if (one) return `Of what is prepared for it, the answers are used up, or the condition of \`when\` does not hold.`;
    const others = new Set(this.#stubs.map(({ operation }) => operation));
    const nearest = closest(id, others);
    const advice = `Prepare it with \`fake.on('${id}').reply(…)\`.`;
    return nearest ? `The closest that is prepared is ${nearest}. ${advice}` : `Nothing is prepared yet. ${advice}`;
  }
}

/** A fake API; see `Fake`. */
export const createFakeApi = (): FakeApi => new FakeApi();

function reasonOf(failure: unknown): string {
  if (failure instanceof FakeError) return failure.name;
  const { cause } = failure as { cause?: { code?: string } };
  return cause?.code ?? String(failure);
}

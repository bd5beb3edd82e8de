import { operations, type Operation } from '@secuconnect/api';
import {
  deviceCodeResponse,
  tokenResponse,
  type DeviceCodeResponse,
  type TokenResponse,
} from '@secuconnect/platform-facts';
import type { SecuconnectOptions } from '../client-options.ts';
import { Secuconnect } from '../client.ts';
import { rejectOnAbort, sleep } from '../internal/abort.ts';
import { isRecord } from '../internal/json.ts';
import { CallLog, type FakeCall } from './call-log.ts';
import { closestName } from './closest-name.ts';
import { FakeError } from './fake-error.ts';
import { parseRequest, type IncomingRequest } from './incoming-request.ts';
import { OperationStub } from './operation-stub.ts';
import type { AnyOperation, FakeOperationId, FakeOperations, FakeRequest, UnlistedOperation } from './operations.ts';
import { problemsOf } from './request-check.ts';
import { Routes } from './routes.ts';
import { StubQueue } from './stub-queue.ts';

/** The top-level domain `invalid` is reserved: no host has this name (RFC 6761). */
const BASE_URL = 'https://fake.secuconnect.invalid/api/v2';

/** Options of a client over a fake API, which provides those that `Secuconnect` requires. */
export type FakeClientOptions = Omit<Partial<SecuconnectOptions>, 'fetch'>;

/** Options of a fake API. */
export interface FakeApiOptions {
  /**
   * Whether requests are checked against the spec. `false` also accepts what the spec does not list yet.
   *
   * @default true
   */
  readonly validateRequests?: boolean | undefined;
}

/**
 * A fake API in the place of the network; `createFakeApi` creates one.
 * - The client above it is the real one: tokens, retries, timeouts, errors and pagination behave as in production.
 * - If several stubs match a request, those with `when` win, then limited ones in order of definition, then the newest unlimited one.
 * - A call without a stub fails at once with a {@link FakeError} that names the closest stub.
 * - A request that the spec does not allow fails in the same way: a wrong type, an unknown field, a missing body, a request without a token.
 * - Token requests need no stub: each grant gets what the API gives it, a device first a code and then its token. The tokens are `fake-1`, `fake-2`, …
 */
export class FakeApi {
  readonly #routes = new Routes();
  #stubs: StubQueue[] = [];
  /** What was wrong with the calls that failed for it, even if the program has handled the errors. */
  #mistakes: string[] = [];
  #log = new CallLog();
  #tokenCount = 0;
  /** The call whose request a client is about to send. */
  #announcedCallId: number | undefined;

  readonly #validateRequests: boolean;

  constructor({ validateRequests = true }: FakeApiOptions = {}) {
    this.#validateRequests = validateRequests;
  }

  /**
   * Creates a client that sends its requests to this fake API.
   *
   * @param options Those of `Secuconnect`, all optional.
   */
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
          this.#announcedCallId = event.callId;
          return listeners?.request?.(event);
        },
      },
    });
  }

  /** The option `fetch` for a client that is created elsewhere. */
  readonly fetch: typeof fetch = (input, init) => {
    const callId = this.#announcedCallId;
    this.#announcedCallId = undefined;
    return this.#handle(input, init, callId);
  };

  /**
   * Stubs an operation.
   *
   * @param operation Such as `smart.transactions.create`; `oauth.token` stands for token requests.
   * @throws TypeError for an operation that does not exist, naming the closest one.
   */
  on<Id extends FakeOperationId>(operation: Id): OperationStub<FakeOperations[Id]> {
    if (!this.#routes.has(operation))
      throw new TypeError(
        `There is no operation ${JSON.stringify(operation)}; did you mean ${closestName(String(operation), this.#routes.ids())}?`,
      );
    return this.#addStub(operation, (operations as Readonly<Record<string, Operation>>)[operation]?.responseType);
  }

  /**
   * Stubs an endpoint that the spec does not list: `fake.onPath('POST', '/Smart/Transactions/{id}/something')`.
   *
   * @throws TypeError for an endpoint that the spec lists.
   */
  onPath(method: Operation['method'], path: string): OperationStub<UnlistedOperation> {
    const id = `${method} ${path}`;
    this.#routes.add({ id, method, path });
    return this.#addStub(id);
  }

  /** The calls so far, without token requests. */
  calls(): FakeCall[];
  /** The calls of one operation so far. */
  calls<Id extends FakeOperationId>(operation: Id): FakeCall<FakeOperations[Id]>[];
  calls(operation?: string): FakeCall[] {
    return this.#log.calls(operation);
  }

  /** Removes all stubs and forgets all calls. */
  reset(): void {
    this.#stubs = [];
    this.#mistakes = [];
    this.#log = new CallLog();
    this.#tokenCount = 0;
  }

  /**
   * Call this at the end of a test.
   *
   * @throws Error when a call had no stub or was not valid, even if the program under test has handled the error, or when a limited stub was
   * left unused.
   */
  verify(): void {
    const unused = this.#stubs
      .filter((stub) => stub.unused > 0)
      .map((stub) => `${stub.operation}: ${stub.unused} of the stubbed responses were not used.`);
    const problems = [...this.#mistakes, ...unused];
    if (problems.length > 0) throw new Error(problems.join('\n'));
  }

  #addStub<Types extends AnyOperation>(operation: string, mediaType?: string): OperationStub<Types> {
    const queue = new StubQueue(operation);
    this.#stubs.push(queue);
    return new OperationStub<Types>(queue, mediaType);
  }

  async #handle(
    input: RequestInfo | URL,
    init: RequestInit | undefined,
    callId: number | undefined,
  ): Promise<Response> {
    const incoming = await parseRequest(this.#routes, input, init);
    incoming.signal?.throwIfAborted();
    if (!incoming.match) throw this.#unstubbedError(incoming);
    const { request } = incoming.match;
    const recordEnd = this.#log.add(request, callId);
    try {
      const response = await this.#respond(incoming, request);
      recordEnd({ status: response.status });
      return response;
    } catch (error) {
      recordEnd({ error: incoming.signal?.aborted ? 'aborted' : errorCode(error) });
      throw error;
    }
  }

  async #respond(incoming: IncomingRequest, request: FakeRequest): Promise<Response> {
    if (this.#validateRequests) this.#assertValid(incoming, request);
    const stub = this.#findStub(request);
    if (!stub) {
      if (request.operation === 'oauth.token') return Response.json(this.#tokenFor(request.body));
      throw this.#unstubbedError(incoming);
    }
    const { respond, delay } = stub.next();
    const { signal } = incoming;
    if (delay > 0) await sleep(delay, signal);
    return rejectOnAbort(Promise.resolve(request).then(respond), signal);
  }

  #assertValid({ isAuthorized }: IncomingRequest, request: FakeRequest): void {
    const { operation } = request;
    const problems = problemsOf(request);
    if (!isAuthorized && operation !== 'oauth.token') problems.unshift('it carries no token');
    if (problems.length === 0) return;
    const message = `The spec does not allow this request for ${operation}: ${problems.join('; ')}.`;
    this.#mistakes.push(message);
    throw new FakeError(message, operation);
  }

  #findStub(request: FakeRequest): StubQueue | undefined {
    const matching = this.#stubs.filter(
      (stub) => stub.operation === request.operation && stub.remaining > 0 && stub.matches(request),
    );
    const conditional = matching.filter((stub) => stub.condition);
    const candidates = conditional.length > 0 ? conditional : matching;
    return candidates.find((stub) => Number.isFinite(stub.remaining)) ?? candidates.at(-1);
  }

  /** What the grant of the request gets: a token, which only the client credentials get without a refresh token, or the code of a device. */
  #tokenFor(form: unknown): TokenResponse | DeviceCodeResponse {
    const { grant_type: grant, code } = isRecord(form) ? form : {};
    const count = ++this.#tokenCount;
    if (grant === 'device' && code === undefined) return deviceCodeResponse(`fake-device-${count}`, `FAKE${count}`);
    return tokenResponse(
      `fake-${count}`,
      grant === 'client_credentials' ? {} : { refreshToken: `fake-refresh-${count}` },
    );
  }

  /** Says which call was made, why it has no stub, and what to do about it. */
  #unstubbedError({ method, url, match }: IncomingRequest): FakeError {
    const where = `${method} ${url.pathname}`;
    const message = match
      ? `No stub for ${match.endpoint.id} (${where}). ${this.#advice(match.endpoint.id)}`
      : `${where} is not an operation of the API; stub it with \`fake.onPath\` if it is meant to exist.`;
    this.#mistakes.push(`An unstubbed call was made. ${message}`);
    return new FakeError(message, match?.endpoint.id);
  }

  #advice(id: string): string {
    const stubs = this.#stubs.filter(({ operation }) => operation === id);
    if (stubs.length > 0) {
      return stubs.every(({ isEmpty }) => isEmpty)
        ? `\`fake.on('${id}')\` has no response: add \`.reply(…)\`.`
        : 'The responses of its stubs are used up, or the condition of `when` does not hold.';
    }
    const closest = closestName(id, new Set(this.#stubs.map(({ operation }) => operation)));
    const remedy = `Stub it with \`fake.on('${id}').reply(…)\`.`;
    return closest ? `The closest stub is ${closest}. ${remedy}` : `Nothing is stubbed yet. ${remedy}`;
  }
}

/** Creates a {@link FakeApi}: a fake API in the place of the network. */
export const createFakeApi = (options?: FakeApiOptions): FakeApi => new FakeApi(options);

/** The network's code, where there is one. */
function errorCode(error: unknown): string {
  if (error instanceof FakeError) return error.name;
  const { cause } = error as { cause?: { code?: string } };
  return cause?.code ?? String(error);
}

import { vi } from 'vitest';
import { Secuconnect } from '../../src/client.ts';
import type { PushError } from '../../src/pushes/push-error.ts';
import { pushEvent, type PushEvent } from '../../src/pushes/push-event.ts';
import type { PushHandlerOptions } from '../../src/pushes/push-handler-options.ts';
import { createPushHandler } from '../../src/pushes/push-handler.ts';
import type { PushStore } from '../../src/pushes/push-store.ts';

export const pushUrl = 'https://shop.example/hooks/secuconnect';

/** The event that a payment has changed. */
export const paymentChanged = (id = 'PCI_1', eventId?: string) =>
  pushEvent({ target: 'payment.transactions', id, ...(eventId !== undefined && { eventId }) });

/** A delivery as the API makes it. */
export const pushRequest = (body: unknown, url = pushUrl, init: RequestInit = {}): Request =>
  new Request(url, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body), ...init });

/** A client whose API responds to each read with an object that has the id of the path, or with what `respond` makes of it. */
export function stubApi(respond: (id: string, path: string) => unknown = (id) => ({ object: 'any', id })) {
  const reads: string[] = [];
  const abortedReads: string[] = [];
  const fetch = (async (input: Parameters<typeof globalThis.fetch>[0], init?: RequestInit) => {
    const path = new URL(String(input)).pathname.replace('/api/v2', '');
    reads.push(path);
    const id = decodeURIComponent(path.split('/')[3]!);
    const result = respond(id, path);
    init?.signal?.addEventListener('abort', () => abortedReads.push(path));
    const body = await result;
    return body instanceof Response ? body : Response.json(body);
  }) as typeof globalThis.fetch;
  const auth = { token: 'secret-token' };
  const secuconnect = new Secuconnect({ baseUrl: 'https://example.com/api/v2', auth, fetch, maxRetries: 0 });
  return { secuconnect, reads, abortedReads };
}

/** A push handler over a stubbed API, and everything that it has done. */
export function createReceiver(options: Partial<PushHandlerOptions> = {}, respond?: Parameters<typeof stubApi>[0]) {
  const { secuconnect, reads, abortedReads } = stubApi(respond);
  const handlings: Promise<unknown>[] = [];
  /** Ids of the objects that the handler for payments was called with. */
  const handled: string[] = [];
  /** What `onError` received. */
  const failures: { error: unknown; event: PushEvent | undefined }[] = [];
  /** What `onRejected` received. */
  const rejections: PushError[] = [];
  const onUnhandled = vi.fn<(event: PushEvent) => void>();
  const handle = createPushHandler({
    secuconnect,
    handlers: { 'payment.transactions': (payment) => void handled.push(payment.id) },
    onError: (error, event) => failures.push({ error, event }),
    onRejected: (error) => void rejections.push(error),
    onUnhandled,
    waitUntil: (handling) => void handlings.push(handling),
    ...options,
  });
  /** Resolves when every accepted event is handled. */
  const allHandled = () => Promise.all(handlings);
  return { handle, reads, abortedReads, handled, failures, rejections, onUnhandled, allHandled };
}

/** A push store whose methods do nothing but what the test wants. */
export const stubPushStore = (methods: Partial<PushStore>): PushStore => ({
  claim: async () => 'claimed',
  complete: async () => undefined,
  release: async () => undefined,
  ...methods,
});

/** A promise that never settles. */
export const never = new Promise<never>(() => undefined);

/** A promise that the test resolves. */
export function deferred<Value = void>() {
  let resolve!: (value: Value) => void;
  const promise = new Promise<Value>((onResolve) => (resolve = onResolve));
  return { promise, resolve };
}

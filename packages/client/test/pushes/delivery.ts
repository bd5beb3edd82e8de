import { vi } from 'vitest';
import type { PushError } from '../../src/pushes/push-error.ts';
import { pushEvent, type PushEvent } from '../../src/pushes/push-event.ts';
import { createPushHandler, type PushHandlerOptions } from '../../src/pushes/push-handler.ts';
import { Secuconnect } from '../../src/client.ts';

export const url = 'https://shop.example/hooks/secuconnect';

export const changed = (id = 'PCI_1', eventId?: string) =>
  pushEvent({ target: 'payment.transactions', id, ...(eventId !== undefined && { eventId }) });

/** A delivery as the platform makes it. */
export const delivery = (body: unknown, to = url, init: RequestInit = {}): Request =>
  new Request(to, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body), ...init });

/** A client whose API answers each read with the object of the asked path, or with what `answer` makes of it. */
export function platform(answer: (id: string, path: string) => unknown = (id) => ({ object: 'any', id })) {
  const reads: string[] = [];
  const fetch = (async (input: Parameters<typeof globalThis.fetch>[0], init?: RequestInit) => {
    const path = new URL(String(input)).pathname.replace('/api/v2', '');
    reads.push(path);
    const id = decodeURIComponent(path.split('/')[3]!);
    const answered = answer(id, path);
    init?.signal?.addEventListener('abort', () => aborted.push(path));
    const body = await answered;
    return body instanceof Response ? body : Response.json(body);
  }) as typeof globalThis.fetch;
  const aborted: string[] = [];
  const auth = { token: 'secret-token' };
  const secuconnect = new Secuconnect({ baseUrl: 'https://example.com/api/v2', auth, fetch, maxRetries: 0 });
  return { secuconnect, reads, aborted };
}

/** A handler over that platform, and what it told. */
export function receiver(options: Partial<PushHandlerOptions> = {}, answer?: Parameters<typeof platform>[0]) {
  const { secuconnect, reads, aborted } = platform(answer);
  const works: Promise<unknown>[] = [];
  const handled: string[] = [];
  const told: { error: unknown; event: PushEvent }[] = [];
  const refused: PushError[] = [];
  const unknown = vi.fn<(event: PushEvent) => void>();
  const handle = createPushHandler({
    secuconnect,
    handlers: { 'payment.transactions': (payment) => void handled.push(payment.id) },
    onError: (error, event) => told.push({ error, event }),
    onRejected: (error) => void refused.push(error),
    onUnhandled: unknown,
    waitUntil: (work) => void works.push(work),
    ...options,
  });
  /** Waits until all that was begun is done. */
  const finished = () => Promise.all(works);
  return { handle, reads, aborted, works, handled, told, refused, unknown, finished };
}

/** A promise that is settled from outside. */
export function gate<Value = void>() {
  let open!: (value: Value) => void;
  const promise = new Promise<Value>((resolve) => (open = resolve));
  return { promise, open };
}

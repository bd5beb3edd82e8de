import {
  downloadFile,
  isSecuconnectError,
  Secuconnect,
  uploadFile,
  type SecuconnectOptions,
} from '@secuconnect/client';
import { createPushHandler, signPushUrl } from '@secuconnect/client/pushes';
import type { PaymentTransaction } from '@secuconnect/client';

/** What a program gets to know of its run. */
export interface Settings {
  /** Origin of the sandbox. */
  readonly sandbox: string;
  /** Origin of its control API; pages have their own, because it serves no other site. */
  readonly control: string;
  /** Origin where connections are rejected. */
  readonly nowhere: string;
}

/** What scenarios find where they run. */
export interface Place extends Settings {
  /**
   * Mounts a push handler as programs do in this place.
   *
   * @returns The URL that leads to it from the sandbox, and how to stop it; `undefined` where no server can be, such as in a page.
   */
  readonly mount?: (handler: (request: Request) => Promise<Response>) => Promise<Mounted> | Mounted;
  /** Further scenarios of the place. */
  readonly own?: readonly Scenario[];
}

export interface Mounted {
  readonly url: string;
  readonly close: () => unknown;
}

/** @returns What differs from place to place; nothing where all have to be the same. */
export type Scenario = readonly [name: string, run: (place: Place) => Promise<string | void>];

/** How a scenario ended. */
export interface ScenarioResult {
  readonly name: string;
  /** Why it failed. */
  readonly error?: string;
  readonly fact?: string;
}

const KEYS = { id: 'matrix', secret: 'a secret for signed URLs' };
const FILE = new Uint8Array(100_000).map((_, index) => index % 251);

export const clientOf = ({ sandbox }: Settings, options: Partial<SecuconnectOptions> = {}): Secuconnect =>
  new Secuconnect({
    baseUrl: `${sandbox}/api/v2`,
    auth: { clientId: 'id', clientSecret: 'secret' },
    ...options,
  } as SecuconnectOptions);

/** Calls the control API of the sandbox. */
export async function control<T = unknown>(
  { control: origin }: Settings,
  method: string,
  path: string,
  body?: object,
): Promise<T> {
  const response = await fetch(`${origin}/_sandbox${path}`, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

const breakNext = (place: Settings, operation: string, fault: object): Promise<unknown> =>
  control(place, 'POST', '/faults', { operation, ...fault });

const sale = { basket_info: { sum: 1995, currency: 'EUR' } } as const;

function assertEqual(actual: unknown, expected: unknown, what: string): void {
  const [one, other] = [actual, expected].map((value) => JSON.stringify(value));
  if (one !== other) throw new Error(`${what}: ${one} in place of ${other}`);
}

/** @returns Class, outcome and code of the error that a call has to end with. */
async function failureOf(call: Promise<unknown>, name: string): Promise<string> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isSecuconnectError(error)) throw new Error(`ended with ${String(error)} in place of a ${name}`);
  assertEqual(error.name, name, 'class of the error');
  return error.outcome;
}

export const SCENARIOS: readonly Scenario[] = [
  [
    'payment',
    async (place) => {
      const { smart } = clientOf(place);
      const { id } = await smart.transactions.create(sale);
      assertEqual((await smart.transactions.start(id, 'prepaid')).status, 'pending', 'status after the start');
      await control(place, 'POST', '/clock', { advance: '24h' });
      assertEqual((await smart.transactions.get(id)).status, 'ok', 'status after the transfer');
    },
  ],
  [
    'slow response',
    async (place) => {
      await breakNext(place, 'smart.transactions.create', { kind: 'latency', delay: 300 });
      await clientOf(place).smart.transactions.create(sale);
    },
  ],
  [
    'expired token',
    async (place) => {
      const secuconnect = clientOf(place);
      await secuconnect.general.contracts.list({ count: 1 });
      await control(place, 'POST', '/tokens/expire');
      await secuconnect.general.contracts.list({ count: 1 });
    },
  ],
  [
    'cut response to a read',
    async (place) => {
      const { smart } = clientOf(place);
      const { id } = await smart.transactions.create(sale);
      await breakNext(place, 'smart.transactions.get', { kind: 'cut-body' });
      assertEqual((await smart.transactions.get(id)).id, id, 'id after a retry');
    },
  ],
  [
    'cut response to a write',
    async (place) => {
      await breakNext(place, 'smart.transactions.create', { kind: 'cut-body' });
      return failureOf(Promise.resolve(clientOf(place).smart.transactions.create(sale)), 'ConnectionError');
    },
  ],
  [
    'lost response to a write',
    async (place) => {
      const secuconnect = clientOf(place);
      await secuconnect.smart.transactions.create(sale);
      await breakNext(place, 'smart.transactions.create', { kind: 'drop-after-commit' });
      const call = Promise.resolve(secuconnect.smart.transactions.create(sale));
      // Browsers send it again by themselves, with the same idempotency key, and get the response.
      if ('document' in globalThis && (await Promise.allSettled([call]))[0]!.status === 'fulfilled') return 'ok';
      return failureOf(call, 'ConnectionError');
    },
  ],
  [
    'stalled response',
    async (place) => {
      const { smart } = clientOf(place, { timeout: 500, maxRetries: 0 });
      await breakNext(place, 'smart.transactions.create', { kind: 'stall-body' });
      return failureOf(Promise.resolve(smart.transactions.create(sale)), 'TimeoutError');
    },
  ],
  [
    'no response',
    async (place) => {
      const { smart } = clientOf(place, { timeout: 500, maxRetries: 0 });
      await breakNext(place, 'smart.transactions.create', { kind: 'latency', delay: 3000 });
      return failureOf(Promise.resolve(smart.transactions.create(sale)), 'TimeoutError');
    },
  ],
  [
    'connection refused',
    (place) => {
      const baseUrl = `${place.nowhere}/api/v2`;
      const { smart } = clientOf(place, { baseUrl, auth: { token: 't' }, maxRetries: 0 });
      return failureOf(Promise.resolve(smart.transactions.create(sale)), 'ConnectionError');
    },
  ],
  [
    'upload and download',
    async (place) => {
      const secuconnect = clientOf(place);
      const name = 'contract €.pdf';
      const { id } = await uploadFile(secuconnect, new File([FILE], name, { type: 'application/pdf' }));
      const download = await downloadFile(secuconnect, id);
      const bytes = await download.bytes();
      assertEqual(bytes.length, FILE.length, 'size of the file');
      assertEqual(
        bytes.every((byte, index) => byte === FILE[index]),
        true,
        'the bytes are the same',
      );
      // A page reads only the headers that the server exposes.
      if (download.name === undefined) return 'without a name';
      assertEqual(download.name, name, 'name of the file');
      return 'with its name';
    },
  ],
  [
    'list of three pages',
    async (place) => {
      const { general } = clientOf(place);
      const objects = Array.from({ length: 7 }, (_, index) => ({ id: `STO_MATRIX${index}` }));
      await control(place, 'POST', '/seed', { 'general.stores': objects });
      const ids = new Set<string>();
      for await (const { id } of general.stores.list({ count: 3 })) if (id.startsWith('STO_MATRIX')) ids.add(id);
      assertEqual(ids.size, 7, 'number of items');
    },
  ],
  ['push', push],
];

/** A payment changes, the sandbox posts an event, and the handler reads the payment. */
async function push(place: Place): Promise<string> {
  let resolve!: (payment: PaymentTransaction) => void;
  let reject!: (error: unknown) => void;
  const handled = new Promise<PaymentTransaction>((onResolve, onReject) => ([resolve, reject] = [onResolve, onReject]));
  const secuconnect = clientOf(place);
  const handler = createPushHandler({
    secuconnect,
    keys: KEYS,
    handlers: { 'payment.transactions': (payment) => resolve(payment as PaymentTransaction) },
    onError: reject,
    onRejected: reject,
  });
  const mounted = await place.mount?.(handler);
  try {
    const url_push = await signPushUrl(mounted?.url ?? 'https://shop.example/pushes', { keys: KEYS });
    const { id } = await secuconnect.smart.transactions.create({
      ...sale,
      application_context: { return_urls: { url_push } },
    });
    await secuconnect.smart.transactions.start(id, 'prepaid');
    await control(place, 'POST', '/clock', { advance: '24h' });
    if (!mounted) await deliver(place, handler, url_push);
    const timer = setTimeout(() => reject(new Error('no push has arrived')), 10_000);
    assertEqual((await handled).amount, 1995, 'amount of the payment');
    clearTimeout(timer);
    return mounted ? 'delivered' : 'passed by hand';
  } finally {
    await mounted?.close();
  }
}

/** Hands the handler what the sandbox could not deliver. */
async function deliver(place: Settings, handler: (request: Request) => Promise<Response>, url: string): Promise<void> {
  const pushes = await control<{ event: object }[]>(place, 'GET', '/pushes');
  const { status } = await handler(new Request(url, { method: 'POST', body: JSON.stringify(pushes[0]!.event) }));
  assertEqual(status, 200, 'status of the delivery');
}

/** Runs all scenarios, one after the other. */
export async function runScenarios(place: Place): Promise<ScenarioResult[]> {
  const results: ScenarioResult[] = [];
  for (const [name, run] of [...SCENARIOS, ...(place.own ?? [])]) {
    await control(place, 'DELETE', '/faults');
    try {
      const fact = await run(place);
      results.push({ name, ...(fact !== undefined && { fact }) });
    } catch (error) {
      results.push({ name, error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
    }
  }
  return results;
}

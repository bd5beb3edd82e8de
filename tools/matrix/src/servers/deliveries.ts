import { request as openRequest } from 'node:http';
import { pushEvent, signPushUrl } from '@secuconnect/client/pushes';
import { clientOf, control } from '../program/scenarios.ts';
import type { Origins } from '../sandbox-for-cells.ts';
import type { ServerProcess } from './server-process.ts';

/** The settings of every server. */
export const KEYS = { id: '2026-03', secret: 'secret-of-the-push-urls' };
export const environmentFor = ({ sandbox }: Origins): Record<string, string> => ({
  SECUCONNECT_BASE_URL: `${sandbox}/api/v2`,
  SECUCONNECT_CLIENT_ID: 'demo',
  SECUCONNECT_CLIENT_SECRET: 'demo',
  SECUCONNECT_PUSH_KEYS: `${KEYS.id}:${KEYS.secret}`,
});

interface Push {
  readonly url: string;
  readonly event: { readonly id: string; readonly data: readonly [{ readonly id: string }] };
  readonly status: string;
}

/** A push handler where a server has mounted it. */
export class MountedHandler {
  readonly #url: string;
  readonly #server: ServerProcess;
  readonly #place: Origins & { readonly control: string };
  /** How often each signed URL has to be handled. */
  readonly #expected = new Map<string, number>();

  constructor(url: string, server: ServerProcess, origins: Origins) {
    this.#url = url;
    this.#server = server;
    this.#place = { ...origins, control: origins.sandbox };
  }

  /**
   * Delivers all that a handler may have to take.
   *
   * @returns The status of a GET, which a router may respond to.
   * @throws Error for a response with another status, and for an event that is not handled exactly once.
   */
  async check(): Promise<number> {
    const { event, url, payment } = await this.#pay();
    const body = JSON.stringify(event);
    await this.#post('a duplicate', url, body, 200);
    await this.#post('an unsigned push', this.#url, body, 403);
    await this.#post('a push for another order', url.replace('Order', 'Other'), body, 403);
    await this.#post('a body that is not JSON', url, 'not JSON', 400);
    await this.#post('a body that is too large', url, JSON.stringify({ text: 'x'.repeat(70_000) }), 413);
    const get = (await fetch(url)).status;
    if (get !== 405 && get !== 404) throw new Error(`a GET: status ${get} in place of 405 or 404`);
    await breakOff(url);
    await this.#deliverTwice(payment);
    for (const [reference, times] of this.#expected) {
      const seen = this.#timesHandled(reference);
      if (seen !== times)
        throw new Error(`${reference}: handled ${seen} times in place of ${times}\n${this.#server.output}`);
    }
    return get;
  }

  /** A payment changes, and the sandbox posts events until the handler has read the payment. */
  async #pay(): Promise<{ event: object; url: string; payment: string }> {
    const { smart } = clientOf(this.#place);
    const [url, reference] = await this.#sign();
    const { id } = await smart.transactions.create({
      basket_info: { sum: 1995, currency: 'EUR' },
      application_context: { return_urls: { url_push: url } },
    });
    await smart.transactions.start(id, 'prepaid');
    await control(this.#place, 'POST', '/clock', { advance: '24h' });
    const pushes = (await control<Push[]>(this.#place, 'GET', '/pushes')).filter((push) => push.url === url);
    const lost = pushes.find(({ status }) => status !== 'delivered');
    if (lost || pushes.length === 0)
      throw new Error(`a push is ${lost?.status ?? 'missing'}\n${JSON.stringify(pushes)}\n${this.#server.output}`);
    await this.#waitForHandled(reference, pushes.length);
    const { event } = pushes.at(-1)!;
    return { event, url, payment: event.data[0].id };
  }

  /** Two deliveries of one event at the same time: one is handled, and the other is a duplicate, or told to come again. */
  async #deliverTwice(payment: string): Promise<void> {
    const [url, reference] = await this.#sign();
    const body = JSON.stringify(pushEvent({ target: 'payment.transactions', id: payment }));
    const statuses = await Promise.all([post(url, body), post(url, body)]);
    if (!statuses.includes(200) || statuses.some((status) => status !== 200 && status !== 503))
      throw new Error(`two deliveries of one event: status ${statuses.join(' and ')}`);
    await this.#waitForHandled(reference, 1);
  }

  /** @returns A signed URL, and its reference, which no other one has. */
  async #sign(): Promise<[url: string, reference: string]> {
    const reference = `Order ${++orders}`;
    return [await signPushUrl(this.#url, { keys: KEYS, reference }), reference];
  }

  #timesHandled(reference: string): number {
    return this.#server.output.split(`${reference} `).length - 1;
  }

  async #waitForHandled(reference: string, times: number): Promise<void> {
    this.#expected.set(reference, times);
    const isThere = (): true | undefined => this.#timesHandled(reference) >= times || undefined;
    await this.#server.waitFor(`${reference} is handled`, isThere, 10_000);
  }

  async #post(what: string, url: string, body: string, expected: number): Promise<void> {
    const status = await post(url, body);
    if (status !== expected)
      throw new Error(`${what}: status ${status} in place of ${expected}\n${this.#server.output}`);
  }
}

let orders = 10_041;

async function post(url: string, body: string): Promise<number> {
  const response = await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
  await response.text();
  return response.status;
}

/** Closes the connection in the middle of a body. */
async function breakOff(url: string): Promise<void> {
  const headers = { 'content-type': 'application/json', 'content-length': 1000 };
  const request = openRequest(url, { method: 'POST', headers });
  request.on('error', () => undefined);
  await new Promise<void>((resolve) => request.write('{ "object": ', () => resolve()));
  request.destroy();
}

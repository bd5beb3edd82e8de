/**
 * A web shop: order, hosted checkout, push, return page, shipment, refunds. It follows one rule: **it reads the state of a payment before each decision,
 * and before it sends anything again that may have had an effect.** So it survives lost responses, payers who never return, and its own restarts.
 *
 * | request                             | sent by      | effect                                                                     |
 * | ----------------------------------- | ------------ | -------------------------------------------------------------------------- |
 * | `POST /orders` (`quantity`)         | the payer    | saves an order, opens its checkout, redirects to the payment page          |
 * | `GET /orders/<number>`              | the payer    | the return page: reads the state, and says what is left to do              |
 * | `POST /orders/<number>/checkout`    | the payer    | tries again, with the same transaction                                     |
 * | `POST /pushes?…`                    | the API      | reads the state                                                            |
 * | `PUT /orders/<number>/refunds/<id>` | the merchant | refunds `amount` (`5.00`) once, however often it is sent                   |
 * | `PUT /orders/<number>/shipment`     | the merchant | says whether the parcel may leave, and remembers that it has left          |
 *
 * It is one process, behind a proxy that limits the size of bodies. With several processes, the orders belong in a database.
 *
 * Settings: SECUCONNECT_BASE_URL or SECUCONNECT_ENVIRONMENT, SECUCONNECT_CLIENT_ID, SECUCONNECT_CLIENT_SECRET, SECUCONNECT_CONTRACT_ID,
 * SECUCONNECT_PUSH_KEYS (`id:secret`), SHOP_ADMIN_TOKEN (the bearer token of the merchant), SHOP_URL (the public address), PORT.
 */
import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';
import { formatMoney, isSecuconnectError, optionsFromEnv, Secuconnect, toMinorUnits } from '@secuconnect/client';
import {
  checkout,
  findTransaction,
  getTransferInstructions,
  paymentState,
  refundOnce,
  resumeCheckout,
  type PaymentStateName,
} from '@secuconnect/client/flows';
import {
  createPushHandler,
  pushKeysFromEnv,
  signPushUrl,
  toNodeHandler,
  type PushContext,
} from '@secuconnect/client/pushes';

interface Order {
  quantity: number;
  /** As it was read last, for lists: never for a decision. It is missing as long as nothing was sent to the API. */
  state?: PaymentStateName;
  /** The Smart Transaction. It is missing until a response has named it, which does not mean that there is none. */
  transactionId?: string;
  shippedAt?: string;
  /** By the id that the merchant chose. `before` is what was left of the payment; `isDone` is false as long as the effect is unclear. */
  refunds?: Record<string, { amount: number; before: number; isDone: boolean }>;
}

const PRICE = 1595;
const euros = (amount: number): string => formatMoney(amount, 'EUR', 'en');
const digest = (value = ''): Buffer => createHash('sha256').update(value).digest();
const escaped = (value = ''): string => value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
/** Ends a request with this status and text. */
const reject = (status: number, message: string): never => {
  throw new Error(message, { cause: status });
};

const quantityOf = (form: URLSearchParams): number =>
  Number(/^[1-9]$/.exec(form.get('quantity') ?? '') ?? reject(400, 'How many?'));
/** Not of a disputed payment, whose money the bank returns, and not of a refund. */
const canRefund = (one: object): boolean => /^(paid|delivered|refund(ing|ed))$/.test(paymentState(one).state);

/**
 * @param shopUrl The public address of the shop.
 * @param file Where the orders are: JSON, replaced as a whole, so that after a crash there are the old orders or the new ones.
 */
export function createShop(secuconnect: Secuconnect, shopUrl: string, file: string): RequestListener {
  const { SECUCONNECT_CONTRACT_ID: contract = '', SHOP_ADMIN_TOKEN: adminToken = randomUUID() } = process.env;
  const { payment, smart } = secuconnect;
  const keys = pushKeysFromEnv();
  const orders = new Map<string, Order>(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []);
  function save(number: string, values: Partial<Order>): string {
    orders.set(number, { quantity: 0, ...orders.get(number), ...values });
    writeFileSync(`${file}.part`, JSON.stringify([...orders]), { mode: 0o600, flush: true });
    renameSync(`${file}.part`, file);
    return number;
  }

  /** Reads the state: when the payer returns, when a push comes, before a decision. Only the API knows it. */
  async function refresh(number: string) {
    const order = orders.get(number) ?? reject(404, 'There is no such order.');
    const { transactionId: id, state: former } = order;
    const stx = id ? await smart.transactions.get(id) : former && (await findTransaction(secuconnect, number));
    if (stx) save(number, { transactionId: stx.id, state: paymentState(stx).state });
    return { ...order, stx, ...paymentState(stx) };
  }

  /** Where to send the payer. It opens no second transaction, not even if the id of the first one was lost with its response. */
  async function pay(number: string): Promise<string> {
    const page = `${shopUrl}/orders/${number}`;
    const { quantity, stx, state } = await refresh(number);
    if (stx) return state === 'open' || state === 'failed' ? resumeCheckout(secuconnect, stx).link() : page;
    const product = { id: 1, item_type: 'article', desc: 'Espresso beans, 1 kg', quantity, priceOne: PRICE, tax: 7 };
    const url_push = await signPushUrl(`${shopUrl}/pushes`, { keys, reference: number });
    const body = {
      intent: 'sale',
      contract: { id: contract },
      customer: {}, // the payment page asks for it
      basket: { products: [product] },
      basket_info: { sum: quantity * PRICE, currency: 'EUR' },
      transactionRef: number,
      application_context: { return_urls: { url_success: page, url_error: page, url_abort: page, url_push } },
      payment_context: { auto_capture: true },
    };
    save(number, { state: 'open' }); // from here on, a lost response can have left a transaction behind
    // With this key, two clicks open one transaction.
    const opened = await checkout(secuconnect, body, { idempotencyKey: number }).catch((error: unknown) => {
      if (!isSecuconnectError(error) || error.outcome !== 'unknown') throw error;
    });
    if (!opened) return page; // which looks for the transaction
    save(number, { transactionId: opened.transaction.id });
    return opened.link();
  }

  async function returnPage(number: string): Promise<string> {
    const { quantity, stx, state, paid } = await refresh(number);
    if (paid) return 'Paid. Thank you!';
    const to = stx && getTransferInstructions(stx);
    if (to) return escaped(`Transfer ${euros(quantity * PRICE)} to ${to.owner}, ${to.iban}, purpose: ${to.purpose}.`);
    const form = `<form method="post" action="${shopUrl}/orders/${number}/checkout"><button>Try again</button></form>`;
    return `The payment is ${state}. ${!stx || state === 'open' || state === 'failed' ? form : ''}`;
  }

  async function refund(number: string, key: string, amount: number): Promise<string> {
    const { stx, refunds = {} } = await refresh(number);
    const { id } = stx?.transactions?.find(canRefund) ?? reject(409, 'There is nothing to refund.');
    const left = (await payment.transactions.checkStatus(id)).amount ?? 0;
    const entry = refunds[key] ?? { amount, before: left, isDone: false };
    const unclear = Object.keys(refunds).find((other) => other !== key && !refunds[other]?.isDone);
    if (unclear || amount !== entry.amount || amount > entry.before)
      reject(409, `${euros(left)} are left.${unclear ? ` Send ${unclear} again first: it is unclear.` : ''}`);
    save(number, { refunds: { ...refunds, [key]: entry } }); // before it is sent, so that it can be sent again
    if (!entry.isDone) await refundOnce(secuconnect, id, { amount, before: entry.before, reason: `Order ${number}` });
    save(number, { refunds: { ...refunds, [key]: { ...entry, isDone: true } } });
    return `Refunded ${euros(amount)} of ${euros(entry.before)}.`;
  }

  async function ship(number: string): Promise<string> {
    const { state, canShip, shippedAt } = await refresh(number);
    if (shippedAt || !canShip) reject(409, `Do not ship: ${shippedAt ? `it left at ${shippedAt}` : `it is ${state}`}.`);
    save(number, { shippedAt: new Date().toISOString() });
    return 'Ship it now.';
  }

  const onPush = (_payment: unknown, _event: unknown, { reference = '' }: PushContext) => refresh(reference);
  const handlers = { 'payment.transactions': onPush, 'payment.transactions.oldFormat': onPush };
  const acknowledge = 'after-handling'; // so that a push comes again if the state could not be read
  const pushes = createPushHandler({ secuconnect, keys, handlers, acknowledge, onError: console.error });

  /** POST returns the URL to redirect to, the others the page. */
  const routes: Record<string, (number: string, form: URLSearchParams, key: string) => Promise<string>> = {
    'GET orders/': returnPage,
    // The number cannot be guessed, so the page stays private.
    'POST orders/': (_, form) => pay(save(randomUUID(), { quantity: quantityOf(form) })),
    'POST orders/checkout': pay,
    'PUT orders/refunds': (number, form, key) => refund(number, key, toMinorUnits(form.get('amount') ?? '', 'EUR')),
    'PUT orders/shipment': ship,
  };
  /** The merchant's requests are handled one after the other: no two refunds of one payment at a time, and none while its parcel leaves. */
  let turn = Promise.resolve('');

  return async (request, response) => {
    const [, root, number = '', action = '', key = ''] = (request.url ?? '').split(/[/?]/);
    if (root === 'pushes') return toNodeHandler(pushes)(request, response);
    try {
      const isMerchant = timingSafeEqual(digest(request.headers.authorization), digest(`Bearer ${adminToken}`));
      if (request.method === 'PUT' && !isMerchant) reject(401, 'For the merchant only.');
      const route = routes[`${request.method} ${root}/${action}`] ?? reject(404, 'There is no such page.');
      const form = new URLSearchParams(await text(request));
      const run = (): Promise<string> => route(number, form, key);
      const page = await (request.method === 'PUT' ? (turn = turn.then(run, run)) : run());
      if (request.method === 'POST') response.writeHead(303, { location: page }).end();
      else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
    } catch (error) {
      const { cause, message } = error instanceof Error ? error : new Error(String(error));
      response.writeHead(typeof cause === 'number' ? cause : 503).end(message);
    }
  };
}

if (process.argv[1] === import.meta.filename) {
  const { PORT = '8080', SHOP_URL = `http://localhost:${PORT}` } = process.env;
  createServer(createShop(new Secuconnect(optionsFromEnv()), SHOP_URL, 'orders.json')).listen(Number(PORT));
}

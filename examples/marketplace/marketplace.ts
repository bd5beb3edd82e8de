/**
 * A marketplace: it signs up sellers, sells the articles of several sellers with one payment, keeps a fee, says who gets what, refunds the part of one
 * seller, and pays out what it owes.
 *
 * **What is about to be sent is in the books first**, so that after a lost response or a crash the same command can be given again:
 * - a seller has one project name, and the push about the contract names the seller;
 * - an order is found by its number;
 * - a refund compares what is left of the payment;
 * - a payout is looked for by its purpose. If the search does not find it, a person has to look (and to add `"isMissing": true`), because a second order
 *   could pay twice.
 *
 * ```sh
 * node marketplace.ts onboard '{ "seller": "Roastery", "contact": { … }, "payout_account": { "owner": "…", "iban": "…" } }'
 * node marketplace.ts serve                                      # receives the pushes about contracts
 * node marketplace.ts sell '{ "number": "10043", "baskets": [{ "seller": "Roastery", "articles": [{ "desc": "Beans", "quantity": 1, "priceOne": 1595, "tax": 7 }] }] }'
 * node marketplace.ts shares '{ "number": "10043" }'
 * node marketplace.ts refund '{ "number": "10043", "seller": "Roastery", "key": "r1", "amount": 500 }'
 * node marketplace.ts payOut '{ "run": "2026-02", "total": 1435, "items": [{ "seller": "Roastery", "amount": 1435 }] }'
 * ```
 *
 * Settings: SECUCONNECT_BASE_URL or SECUCONNECT_ENVIRONMENT, SECUCONNECT_CLIENT_ID, SECUCONNECT_CLIENT_SECRET, SECUCONNECT_CONTRACT_ID (of the platform),
 * SECUCONNECT_PUSH_KEYS (`id:secret`), PLATFORM_URL (where the pushes go), PORT.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import {
  isSecuconnectError,
  optionsFromEnv,
  q,
  Secuconnect,
  type GeneralContract,
  type PaymentContracts,
} from '@secuconnect/client';
import { checkout, findTransaction, paymentState, refundOnce, resumeCheckout } from '@secuconnect/client/flows';
import {
  createPushHandler,
  pushKeysFromEnv,
  signPushUrl,
  toNodeHandler,
  type PushContext,
} from '@secuconnect/client/pushes';

type Application = Pick<PaymentContracts.RequestIdParams, 'contact' | 'payout_account'> & { readonly seller: string };
type Article = Readonly<{ desc: string; quantity: number; priceOne: number; tax: number }>;
type Order = Readonly<{ number: string; baskets: readonly { seller: string; articles: readonly Article[] }[] }>;
type RefundOrder = Readonly<{ number: string; seller: string; key: string; amount: number }>;
type Item = Readonly<{ seller: string; amount: number }>;
type PayoutRun = Readonly<{ run: string; total: number; items: readonly Item[]; isMissing?: boolean }>;
interface Books {
  sellers: Record<string, { contract: string | undefined; merchant: string | undefined; isApproved: boolean }>;
  /** By payment and by the name of the refund. `before` is what was left of the payment; `isDone` is false as long as the effect is unclear. */
  refunds: Record<string, Record<string, { amount: number; before: number; isDone: boolean }>>;
  /** The number (`trans_id`) of each run; `null` if it may have been ordered, or not. */
  payouts: Record<string, number | null | undefined>;
}

const fail = (message: string): never => {
  throw new Error(message);
};
const sumOf = (items: readonly { amount?: number | null | undefined }[]): number =>
  items.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
const feeOf = (amount: number): number => Math.round(amount / 10);

/**
 * @param platform The contract of the platform.
 * @param url Where the pushes go.
 * @param file Where the books are: JSON, replaced as a whole.
 */
export function createMarketplace(secuconnect: Secuconnect, platform: string, url: string, file: string) {
  const { payment } = secuconnect;
  const keys = pushKeysFromEnv();
  const stored = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const books: Books = { sellers: {}, refunds: {}, payouts: {}, ...stored };
  function save<Name extends keyof Books>(name: Name, key: string, value: Books[Name][string]): void {
    Object.assign(books[name], { [key]: value });
    writeFileSync(`${file}.part`, JSON.stringify(books), { mode: 0o600, flush: true });
    renameSync(`${file}.part`, file);
  }

  /** Requests a contract. If the response is lost, the push about the contract brings it; a second request is rejected, because the project exists. */
  async function onboard({ seller, ...application }: Application) {
    if (books.sellers[seller]) return books.sellers[seller];
    const url_push = await signPushUrl(url, { keys, reference: seller });
    const body = { ...application, project: seller, payin_account: true, url_push };
    const { contract, merchant } = await payment.contracts.requestId(platform, body);
    save('sellers', seller, { contract: contract?.id, merchant: merchant?.id, isApproved: false });
    return books.sellers[seller];
  }

  const onContract = ({ id, merchant, approved }: GeneralContract, _event: unknown, { reference = '' }: PushContext) =>
    save('sellers', reference, { contract: id, merchant: merchant?.id, isApproved: approved === true });
  const handlers = { 'general.contracts': onContract };
  const acknowledge = 'after-handling'; // so that a push comes again if it could not be handled
  const pushes = createPushHandler({ secuconnect, keys, handlers, acknowledge, onError: console.error });

  /** Returns the page for the payer. The fee is a part of what the seller gets, not added to it. */
  async function sell({ number, baskets }: Order): Promise<string> {
    const products = baskets.map(({ seller, articles }, index) => {
      const { contract: contract_id, isApproved } = books.sellers[seller] ?? {};
      if (!contract_id || !isApproved) return fail(`${seller} may not sell yet.`);
      const sum = sumOf(articles.map(({ quantity, priceOne }) => ({ amount: quantity * priceOne })));
      const fee = { desc: 'Fee', contract_id: platform, reference_id: `fee ${seller}`, sum: feeOf(sum) };
      const lines = articles.map((article) => ({ item_type: 'article', ...article }));
      const items = [...lines, { item_type: 'stakeholder_payment', ...fee }];
      const sub_basket = items.map((item, position) => ({ id: position + 1, ...item }));
      const names = { desc: seller, reference_id: seller, contract_id };
      return { id: index + 1, item_type: 'sub_transaction', ...names, sum, sub_basket };
    });
    const known = await findTransaction(secuconnect, number, { maxAttempts: 1 });
    if (known) return resumeCheckout(secuconnect, known).link();
    const sum = sumOf(products.map((product) => ({ amount: product.sum })));
    const body = {
      intent: 'sale',
      contract: { id: platform },
      customer: {},
      basket: { products },
      basket_info: { sum, currency: 'EUR' },
      transactionRef: number,
      payment_context: { auto_capture: true },
    };
    return (await checkout(secuconnect, body, { idempotencyKey: number })).link();
  }

  /** Who gets what of an order: one payment per seller. */
  async function shares({ number }: Pick<Order, 'number'>) {
    const stx = await findTransaction(secuconnect, number);
    if (!stx?.trans_id || !paymentState(stx).paid) return fail(`Order ${number} is ${paymentState(stx).state}.`);
    const query = { q: q`parents.trans_id:${stx.trans_id}` };
    const found = await payment.transactions.list(query).toArray({ limit: 500 });
    const parts = found.filter(({ reference_id }) => reference_id && books.sellers[reference_id]);
    // The search may not know all of them yet.
    if (sumOf(parts) !== stx.basket_info?.sum) fail(`The parts of order ${number} do not add up to it.`);
    return parts.map(({ id, reference_id: seller, amount }) => ({ id, seller, amount, fee: feeOf(amount ?? 0) }));
  }

  /** Returns what is left for the seller. `key` names the refund: given again, it refunds nothing more. */
  async function refund({ number, seller, key, amount }: RefundOrder): Promise<number> {
    const { id } = (await shares({ number })).find((part) => part.seller === seller) ?? fail(`${seller} sold nothing.`);
    const { amount: left } = await payment.transactions.checkStatus(id);
    const refunds = books.refunds[id] ?? {};
    const { isDone, ...terms } = refunds[key] ?? { amount, before: left ?? 0, isDone: false };
    const unclear = Object.keys(refunds).find((other) => other !== key && !refunds[other]?.isDone);
    if (unclear) fail(`It is unclear whether ${unclear} was refunded: give it again first.`);
    if (terms.amount !== amount || amount > terms.before) fail(`${amount} cannot be refunded.`);
    save('refunds', id, { ...refunds, [key]: { ...terms, isDone } });
    if (!isDone) await refundOnce(secuconnect, id, { ...terms, reduce_stakeholder_payment: true });
    save('refunds', id, { ...refunds, [key]: { ...terms, isDone: true } });
    return terms.before - amount;
  }

  /** Returns the number of the payout: `TA` and this number are the purpose of the transfer that covers it. */
  async function payOut({ run, total, items, isMissing = false }: PayoutRun): Promise<number> {
    const purpose = `Payout ${run}`;
    const payout_list = items.map(({ seller, amount }) => {
      const recipient = books.sellers[seller]?.merchant ?? fail(`${seller} is not a seller.`);
      return { reference: `${run} ${seller}`, purpose, amount, recipient };
    });
    if (sumOf(items) !== total || items.some(({ amount }) => amount < 1)) fail(`The amounts must add up to ${total}.`);
    if (books.payouts[run] === null && !isMissing) {
      const found = await payment.payouts.list({ q: q`purpose:${purpose}` }).toArray({ limit: 10 });
      const payout = found.find((one) => one.purpose?.endsWith(purpose) && one.amount === total);
      save('payouts', run, payout?.trans_id ?? fail(`It is unclear whether run ${run} was ordered: look for it.`));
    }
    if (books.payouts[run]) return books.payouts[run];
    save('payouts', run, null);
    const body = { contract_id: platform, amount: total, currency: 'EUR', purpose, payout_list };
    const { trans_id } = await payment.secupayPayout.payoutWithoutCustomer(body).catch((error: unknown) => {
      if (isSecuconnectError(error) && error.outcome !== 'unknown') save('payouts', run, undefined);
      throw error;
    });
    save('payouts', run, trans_id ?? null);
    return trans_id ?? fail(`The response has no number: look for run ${run}.`);
  }

  return { pushes, commands: { onboard, sell, shares, refund, payOut } };
}

if (process.argv[1] === import.meta.filename) {
  const { SECUCONNECT_CONTRACT_ID: platform = 'me', PLATFORM_URL: url = '', PORT = '8080' } = process.env;
  const { commands, pushes } = createMarketplace(new Secuconnect(optionsFromEnv()), platform, url, 'books.json');
  const [name, input = '{}'] = process.argv.slice(2);
  const command = Object.entries(commands).find(([known]) => known === name)?.[1];
  if (command) console.log(await command(JSON.parse(input)));
  else createServer(toNodeHandler(pushes)).listen(Number(PORT));
}

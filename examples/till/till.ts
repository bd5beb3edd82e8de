/**
 * A till: a person connects it once, with a code; it takes loyalty cards, cash and cards at a terminal, prints receipts, cancels them, and ends the day.
 *
 * Two rules keep a customer from paying twice:
 * - **A sale is in the journal before anything is sent.** After a crash it is resumed, and no other sale begins before.
 * - **A lost response is followed by a read, never by a second start.** As long as the transaction does not say how the payment ended, the cashier has to
 *   look at the terminal, and to say what it shows.
 *
 * ```sh
 * node till.ts sell cash [card number]    # `cashless` instead of `cash`: at the terminal
 * node till.ts resume cash                # or cashless: a sale that was interrupted, with another method if the first one failed
 * node till.ts resume cash idle           # the same, if the terminal shows no payment
 * node till.ts resume cancel              # the customer has left
 * node till.ts cancel STX_…               # cancels a receipt
 * node till.ts end-of-day
 * ```
 *
 * Settings: SECUCONNECT_BASE_URL or SECUCONNECT_ENVIRONMENT, SECUCONNECT_CLIENT_ID, SECUCONNECT_CLIENT_SECRET, SECUCONNECT_DEVICE (the uuid of the till, such
 * as /vendor/example/cashier/0042), SECUCONNECT_MERCHANT_ID.
 */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import {
  deviceGrant,
  formatMoney,
  isSecuconnectError,
  optionsFromEnv,
  Secuconnect,
  type SecuconnectOptions,
  type SmartTransaction,
} from '@secuconnect/client';
import { findTransaction, paymentState, waitForStatus } from '@secuconnect/client/flows';
import { fileTokenStore } from '@secuconnect/client/node';
import { receiptText } from '@secuconnect/client/receipts';

export type Item = Readonly<{ desc: string; quantity: number; priceOne: number; tax: number }>;
/** A sale that has begun and not ended. `id` is missing until a response has named it, which does not mean that there is no transaction. */
type OpenSale = Readonly<{ reference: string; sum: number; cardnumber: string | undefined; id?: string }>;
type Method = 'cash' | 'cashless';
type Print = (text: string) => void;

const fail = (message: string): never => {
  throw new Error(message);
};
/** For `catch`: reads what became of a call whose response was lost. Any other error is known to have had no effect. */
const ifLost =
  <Value>(read: () => Promise<Value>) =>
  async (error: unknown): Promise<Value> => {
    if (isSecuconnectError(error) && error.outcome === 'unknown') return read();
    throw error;
  };

/** Connects the till: with a code at the first start, with the token of that login after each restart. A code that expires throws; the next call shows a new one. */
export async function connect(
  options: SecuconnectOptions,
  uuid: string,
  tokens: string,
  print: Print,
): Promise<Secuconnect> {
  const credentials = 'clientId' in options.auth ? options.auth : fail('A till needs a client id and its secret.');
  const auth = deviceGrant({
    ...credentials,
    uuid,
    onUserCode: ({ userCode, verificationUri }) => print(`Enter ${userCode} at ${verificationUri}.`),
  });
  const secuconnect = new Secuconnect({ ...options, auth, tokenStore: fileTokenStore(tokens) });
  await secuconnect.authenticate();
  return secuconnect;
}

/** @param journal Path of the file with the sale that has not ended. */
export function createTill(secuconnect: Secuconnect, name: string, merchant: string, journal: string, print: Print) {
  const { transactions } = secuconnect.smart;
  const begun = (): OpenSale | undefined =>
    existsSync(journal) ? JSON.parse(readFileSync(journal, 'utf8')) : undefined;
  const assertEnded = (): unknown => begun() && fail('A sale has not ended: resume it.');
  function save(sale: OpenSale): void {
    writeFileSync(`${journal}.part`, JSON.stringify(sale), { mode: 0o600, flush: true });
    renameSync(`${journal}.part`, journal);
  }
  function end(stx: SmartTransaction): SmartTransaction {
    print(receiptText(stx.receipt));
    if (stx.receipt_merchant_print) print(receiptText(stx.receipt_merchant));
    rmSync(journal, { force: true });
    return stx;
  }

  /** @param number Counts up at this till, so that the transaction can be found by it. */
  async function sell(
    number: number,
    items: readonly Item[],
    method: Method,
    cardnumber?: string,
  ): Promise<SmartTransaction> {
    assertEnded();
    const { merchantCards } = secuconnect.loyalty;
    const card = cardnumber && (await merchantCards.validateMerchantCard('me', { merchant, cardnumber }));
    if (card && (!card.isValid || card.isLocked)) fail('Ask for another card: this one is unknown or locked.');
    const sum = items.reduce((total, { quantity, priceOne }) => total + quantity * priceOne, 0);
    const sale = { reference: `${name} ${number}`, sum, cardnumber };
    save(sale);
    const body = {
      intent: 'sale',
      transactionRef: sale.reference,
      cashier: name,
      idents: cardnumber ? [{ type: 'card', value: cardnumber }] : [],
      basket: { products: items.map((item, index) => ({ id: index + 1, item_type: 'article', ...item })) },
      basket_info: { sum, currency: 'EUR' },
    };
    const find = ifLost(() => findTransaction(secuconnect, sale.reference));
    const stx = await transactions.create(body).catch(find);
    return pay(sale, stx ?? fail('It is unclear whether the sale was booked: resume it.'), method);
  }

  async function pay(sale: OpenSale, { id }: SmartTransaction, chosen: Method): Promise<SmartTransaction> {
    save({ ...sale, id });
    const { missing_sum } = sale.cardnumber ? await transactions.preTransaction(id) : {};
    const rest = missing_sum ?? sale.sum;
    const method = rest === 0 ? 'loyalty' : chosen;
    print(`${formatMoney(rest, 'EUR', 'en')}, ${method}`);
    // The terminal may still be busy with the card when the response is lost: this waits until the payment is decided.
    const stx = await transactions.start(id, method).catch(ifLost(() => waitForStatus(secuconnect, id)));
    return paymentState(stx).paid ? end(stx) : fail(`${id} is ${stx.status}: resume it with another method.`);
  }

  /** @param isTerminalIdle Whether the cashier has seen that the terminal shows no payment. */
  async function resume(method: Method | 'cancel', isTerminalIdle = false): Promise<SmartTransaction> {
    const sale = begun() ?? fail('There is no sale to resume.');
    const stx = sale.id ? await transactions.get(sale.id) : await findTransaction(secuconnect, sale.reference);
    if (!stx) {
      rmSync(journal);
      return fail('Nothing was booked: enter the sale again.');
    }
    const { paid, failed } = paymentState(stx);
    if (paid) return end(stx);
    if (method === 'cancel') return end(await transactions.cancel(stx.id));
    if (!failed && !isTerminalIdle) fail(`It is unclear whether ${stx.id} was paid. Look at the terminal: is it idle?`);
    return pay(sale, stx, method);
  }

  async function cancel(id: string): Promise<SmartTransaction> {
    assertEnded();
    const { status, receipt_number, payment_method } = await transactions.get(id);
    if (status === 'cancelled') fail(`${id} is cancelled already.`);
    const number = receipt_number ?? fail(`${id} has no receipt.`);
    // The receipt cancels what the till booked itself; a payment by card is refunded.
    const call = payment_method === 'cashless' ? transactions.cancel(id) : transactions.cancelTrx(String(number));
    return end(await call.catch(ifLost(() => waitForStatus(secuconnect, id, { until: ['cancelled'] }))));
  }

  async function endOfDay(): Promise<SmartTransaction> {
    assertEnded();
    const { status } = await transactions.diagnosis('me');
    if (status !== 'ok') fail('The terminal is not connected: the day stays open.');
    const look = ifLost(async () => fail('The report is lost. Does the slip say that the day is closed?'));
    return end(await transactions.endOfDay('me').catch(look));
  }

  return { sell, resume, cancel, endOfDay };
}

if (process.argv[1] === import.meta.filename) {
  const { SECUCONNECT_DEVICE: uuid = '', SECUCONNECT_MERCHANT_ID: merchant = '' } = process.env;
  const [command, method, extra] = process.argv.slice(2);
  const secuconnect = await connect(optionsFromEnv(), uuid, '.till-tokens', console.log);
  const till = createTill(secuconnect, 'Till 2', merchant, 'open-sale.json', console.log);
  const items = [{ desc: 'Flat white', quantity: 2, priceOne: 350, tax: 7 }];
  const chosen = method === 'cash' ? 'cash' : 'cashless';
  if (command === 'sell') await till.sell(Date.now(), items, chosen, extra);
  else if (command === 'resume') await till.resume(method === 'cancel' ? method : chosen, extra === 'idle');
  else if (command === 'cancel') await till.cancel(method ?? fail('Which one?'));
  else await till.endOfDay();
}

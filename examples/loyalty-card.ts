/**
 * A loyalty card at the till: check the card, pay with its balance as far as that goes, take the rest in cash, and print the receipt. It works
 * with the token of a device or of a server; `me` stands for the owner of the token.
 *
 * Settings: SECUCONNECT_BASE_URL or SECUCONNECT_ENVIRONMENT, SECUCONNECT_CLIENT_ID, SECUCONNECT_CLIENT_SECRET.
 */
import {
  formatMoney,
  isSecuconnectError,
  optionsFromEnv,
  Secuconnect,
  type SmartTransaction,
} from '@secuconnect/client';
import { isPaid } from '@secuconnect/client/flows';
import { receiptText } from '@secuconnect/client/receipts';

const secuconnect = new Secuconnect(optionsFromEnv());
const cardnumber = '9276004424242420';

let stx: string | undefined;
try {
  const card = await secuconnect.loyalty.merchantCards.validateMerchantCard('me', {
    merchant: 'MRC_5P1RXK7MW2N8Q4T6V9Y3Z0C5E7G2J',
    cardnumber,
  });
  if (!card.isValid || card.isLocked) throw new Error('Ask for another card: this card is unknown or locked.');

  const created = await secuconnect.smart.transactions.create({
    is_demo: true,
    intent: 'sale',
    idents: [{ type: 'card', value: cardnumber }],
    basket: {
      products: [
        { id: 1, item_type: 'article', desc: 'Flat white', articleNumber: 'FW-01', quantity: 2, priceOne: 350, tax: 7 },
      ],
    },
    basket_info: { sum: 700, currency: 'EUR' },
    cashier: 'Till 2',
  });
  stx = created.id;

  const { missing_sum, bonus_products = [] } = await secuconnect.smart.transactions.preTransaction(stx);
  for (const { desc, priceOne } of bonus_products)
    console.log(`The card adds "${desc}": ${formatMoney(priceOne ?? 0, 'EUR', 'en')}.`);
  const rest = missing_sum ?? 700;
  console.log(rest > 0 ? `Take ${formatMoney(rest, 'EUR', 'en')} in cash.` : 'The card pays for everything.');
  print(await secuconnect.smart.transactions.start(stx, rest > 0 ? 'cash' : 'loyalty'));
} catch (error) {
  if (!isSecuconnectError(error)) throw error;
  if (error.outcome === 'unknown' && stx) {
    const now = await secuconnect.smart.transactions.get(stx);
    console.error(`${error.message} It is ${now.status}.`);
    if (isPaid(now)) print(now);
  } else console.error('Nothing was booked:', error.message);
  process.exitCode = 1;
}

function print({ id, status, receipt_number, receipt }: SmartTransaction): void {
  console.log(`${id} is ${status}, receipt ${receipt_number ?? 'without a number'}:\n${receiptText(receipt)}`);
}

/**
 * Shapes that real traffic has and that a reader of the reference page would not expect. Ids and values are invented, the shapes are
 * not. Each entry is an answer of the operation that is named; the client has to hand it on as it came, and the document has to allow it.
 */
export interface FlatSchema {
  readonly name: string;
  readonly operation: string;
  readonly body: unknown;
}

const uid = (object: string, id: string): object => ({ object, id });
const payment = (id: string, amount: number): object => ({
  object: 'payment.transactions',
  id,
  trans_id: 40_411_202,
  amount,
  currency: 'EUR',
});

export const SHAPES: readonly FlatSchema[] = [
  {
    name: 'a cancellation answers with a list: the payment, and the refund as a payment of its own with a negative amount',
    operation: 'payment.transactions.cancel',
    body: [
      {
        ...payment('PCI_W7A0', 1995),
        related_transactions: [{ object: 'payment.transactions', id: 'PCI_W7A1', hierarchy: 'child' }],
      },
      payment('PCI_W7A1', -1995),
    ],
  },
  {
    name: 'a cancellation that only lowers the amount answers with a list of one',
    operation: 'payment.transactions.cancel',
    body: [payment('PCI_W7A0', 995)],
  },
  {
    name: 'a deleted customer comes back in a list',
    operation: 'payment.customers.delete',
    body: [uid('payment.customers', 'PCU_3T6W')],
  },
  {
    name: 'a deleted container comes back in a list',
    operation: 'payment.containers.delete',
    body: [uid('payment.containers', 'PCT_8W3Y')],
  },
  {
    name: 'a Smart Transaction without a payment has an empty list of transactions',
    operation: 'smart.transactions.get',
    body: { ...uid('smart.transactions', 'STX_4B7Q'), status: 'created', transactions: [] },
  },
  {
    name: 'or none at all',
    operation: 'smart.transactions.get',
    body: { ...uid('smart.transactions', 'STX_4B7Q'), status: 'created' },
  },
  {
    name: 'a loyalty booking stands among the transactions of a Smart Transaction',
    operation: 'smart.transactions.get',
    body: {
      ...uid('smart.transactions', 'STX_4B7Q'),
      status: 'ok',
      transactions: [uid('loyalty.transactions', 'LTX_8Q1V'), payment('PCI_W7A0', 1995)],
    },
  },
  {
    name: 'a status that no document lists is a status all the same',
    operation: 'smart.transactions.get',
    body: { ...uid('smart.transactions', 'STX_4B7Q'), status: 'processing' },
  },
  {
    name: 'scalars may be null, and article numbers may be numbers',
    operation: 'smart.transactions.get',
    body: {
      ...uid('smart.transactions', 'STX_4B7Q'),
      merchantRef: null,
      transactionRef: null,
      intent: null,
      basket: {
        products: [
          {
            id: 1,
            articleNumber: 4711,
            ean: null,
            parent: null,
            desc: 'Flat white',
            quantity: 2,
            priceOne: 350,
            tax: 7,
          },
          { id: 2, articleNumber: null, desc: 'Bonus', quantity: 1, priceOne: -53, tax: 7 },
        ],
      },
      basket_info: { sum: null, currency: 'EUR' },
    },
  },
  {
    name: 'only the payment methods of the contract have a link, among them some that are new',
    operation: 'smart.transactions.create',
    body: {
      ...uid('smart.transactions', 'STX_4B7Q'),
      status: 'created',
      payment_links: { general: 'https://checkout.example/?stx=STX_4B7Q', wero: 'https://checkout.example/wero' },
    },
  },
  {
    name: 'a pre-transaction answers with the remainder, not with the Smart Transaction',
    operation: 'smart.transactions.preTransaction',
    body: {
      missing_sum: 647,
      bonus_products: [{ id: 9, desc: 'Bonus', quantity: 1, priceOne: -53, tax: 7 }],
    },
  },
  {
    name: 'balances without any are an empty list, not an empty object',
    operation: 'general.contracts.getTransferBalance',
    body: { balances: [] },
  },
  {
    name: 'the type of a merchant is a number',
    operation: 'general.merchants.get',
    body: { ...uid('general.merchants', 'MRC_5P1R'), type: 46 },
  },
  {
    name: 'or text',
    operation: 'general.merchants.get',
    body: { ...uid('general.merchants', 'MRC_5P1R'), type: '11' },
  },
  {
    name: 'the number of a card is text in answers',
    operation: 'loyalty.merchantCards.get',
    body: {
      ...uid('loyalty.merchantcards', 'MCD_9K2M'),
      card: { ...uid('loyalty.cards', 'CRD_1R4N'), cardnumber: '9276004424242420' },
    },
  },
  {
    name: 'the date of birth comes back as a timestamp',
    operation: 'payment.customers.get',
    body: { ...uid('payment.customers', 'PCU_3T6W'), contact: { forename: 'Mara', dob: '1971-02-03T00:00:00+01:00' } },
  },
  {
    name: 'the count of a list is that of all matches, and a scroll has an id',
    operation: 'payment.transactions.list',
    body: { count: 13_264, scroll_id: 'c2Nyb2xsLTAwMDE=', data: [payment('PCI_W7A0', 1995)] },
  },
];

/**
 * Shapes of real responses that the API reference does not suggest. Ids and values are invented, the shapes are not. Each entry is a response
 * of the named operation. The client must return it unchanged, and the document must allow it.
 */
export interface RealResponse {
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

export const REAL_RESPONSES: readonly RealResponse[] = [
  {
    name: 'a cancellation returns an array: the payment, and the refund as another payment with a negative amount',
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
    name: 'a cancellation that only reduces the amount returns an array with one payment',
    operation: 'payment.transactions.cancel',
    body: [payment('PCI_W7A0', 995)],
  },
  {
    name: 'a deleted customer is returned in an array',
    operation: 'payment.customers.delete',
    body: [uid('payment.customers', 'PCU_3T6W')],
  },
  {
    name: 'a deleted container is returned in an array',
    operation: 'payment.containers.delete',
    body: [uid('payment.containers', 'PCT_8W3Y')],
  },
  {
    name: 'a Smart Transaction without a payment has an empty transactions array',
    operation: 'smart.transactions.get',
    body: { ...uid('smart.transactions', 'STX_4B7Q'), status: 'created', transactions: [] },
  },
  {
    name: 'a Smart Transaction without a payment may lack the transactions array',
    operation: 'smart.transactions.get',
    body: { ...uid('smart.transactions', 'STX_4B7Q'), status: 'created' },
  },
  {
    name: 'the transactions of a Smart Transaction can include a loyalty booking',
    operation: 'smart.transactions.get',
    body: {
      ...uid('smart.transactions', 'STX_4B7Q'),
      status: 'ok',
      transactions: [uid('loyalty.transactions', 'LTX_8Q1V'), payment('PCI_W7A0', 1995)],
    },
  },
  {
    name: 'a status may have an undocumented value',
    operation: 'smart.transactions.get',
    body: { ...uid('smart.transactions', 'STX_4B7Q'), status: 'processing' },
  },
  {
    name: 'scalars can be null, and article numbers can be numbers',
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
    name: 'payment links exist only for the methods of the contract, which can include new ones',
    operation: 'smart.transactions.create',
    body: {
      ...uid('smart.transactions', 'STX_4B7Q'),
      status: 'created',
      payment_links: { general: 'https://checkout.example/?stx=STX_4B7Q', wero: 'https://checkout.example/wero' },
    },
  },
  {
    name: 'a pre-transaction returns the remainder, not the Smart Transaction',
    operation: 'smart.transactions.preTransaction',
    body: {
      missing_sum: 647,
      bonus_products: [{ id: 9, desc: 'Bonus', quantity: 1, priceOne: -53, tax: 7 }],
    },
  },
  {
    name: 'no balances are an empty array, not an empty object',
    operation: 'general.contracts.getTransferBalance',
    body: { balances: [] },
  },
  {
    name: 'the type of a merchant can be a number',
    operation: 'general.merchants.get',
    body: { ...uid('general.merchants', 'MRC_5P1R'), type: 46 },
  },
  {
    name: 'the type of a merchant can be a string',
    operation: 'general.merchants.get',
    body: { ...uid('general.merchants', 'MRC_5P1R'), type: '11' },
  },
  {
    name: 'a card number is a string in responses',
    operation: 'loyalty.merchantCards.get',
    body: {
      ...uid('loyalty.merchantcards', 'MCD_9K2M'),
      card: { ...uid('loyalty.cards', 'CRD_1R4N'), cardnumber: '9276004424242420' },
    },
  },
  {
    name: 'the date of birth is returned as a timestamp',
    operation: 'payment.customers.get',
    body: { ...uid('payment.customers', 'PCU_3T6W'), contact: { forename: 'Mara', dob: '1971-02-03T00:00:00+01:00' } },
  },
  {
    name: 'the count of a list includes all matches, and a scroll has an id',
    operation: 'payment.transactions.list',
    body: { count: 13_264, scroll_id: 'c2Nyb2xsLTAwMDE=', data: [payment('PCI_W7A0', 1995)] },
  },
];

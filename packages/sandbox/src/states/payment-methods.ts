/** How a payment method behaves. */
export interface PaymentMethod {
  /** As in paths, such as `debit`. */
  readonly name: string;
  /** Number of the payment product; `null` where no document has it. */
  readonly productId: number | null;
  /** Number of the product for demo payments, where it differs. */
  readonly demoProductId?: number;
  readonly product: string;
  readonly productGerman: string;
  /** The product of live payments in German, where it is more than `productGerman`. */
  readonly liveProductGerman?: string;
  /** The product of demo payments in every language, where it is not made up of the other names. */
  readonly demoProduct?: string;
  /** The product of refunds, where a document has one. */
  readonly refund?: { readonly productId: number; readonly productGerman: string };
  /** Whether the payer confirms on another page. */
  readonly redirects?: true;
  /** Whether the approval takes the money at once, also without `auto_capture`. */
  readonly capturesAtOnce?: true;
  /** Whether `prepare` takes it. */
  readonly prepares?: true;
  /** Whether `start/{method}` takes it. */
  readonly starts?: true;
  /** Whether the payer has to be known by name and address. */
  readonly scores?: true;
  /** What becomes of the payment when it is executed. @default `complete` */
  readonly execution?: 'await-transfer' | 'approve-invoice';
  /** Where the money is taken, if not online. */
  readonly at?: 'till' | 'terminal' | 'card';
  /** What the contract calls it in `getAvailablePaymentMethods`. */
  readonly contractName?: string;
}

/** The payment methods, with what the guides of the platform say about each. */
export const PAYMENT_METHODS: readonly PaymentMethod[] = [
  {
    name: 'creditcard',
    productId: null,
    demoProductId: 21,
    product: 'Credit card',
    productGerman: 'Kreditkarte',
    redirects: true,
    prepares: true,
    contractName: 'Creditcard',
  },
  {
    name: 'debit',
    productId: 16,
    demoProductId: 20,
    product: 'Direct debit',
    productGerman: 'Lastschrift',
    liveProductGerman: 'Zahlungsgarantie Lastschrift',
    prepares: true,
    starts: true,
    scores: true,
    contractName: 'Debit',
  },
  {
    name: 'invoice',
    productId: 329,
    product: 'Purchase on account',
    productGerman: 'Kauf auf Rechnung',
    demoProduct: 'Kauf auf Rechnung (Demo)',
    prepares: true,
    starts: true,
    scores: true,
    execution: 'approve-invoice',
    contractName: 'Invoice',
  },
  {
    name: 'prepaid',
    productId: 36,
    product: 'Payment in advance',
    productGerman: 'Vorkasse',
    prepares: true,
    starts: true,
    execution: 'await-transfer',
    contractName: 'Prepay',
  },
  {
    name: 'paypal',
    productId: 440,
    product: 'PayPal',
    productGerman: 'PayPal',
    refund: { productId: 478, productGerman: 'PayPal Erstattung' },
    redirects: true,
    prepares: true,
    contractName: 'Paypal',
  },
  {
    name: 'easycredit',
    productId: null,
    product: 'easyCredit',
    productGerman: 'easyCredit',
    redirects: true,
    prepares: true,
    scores: true,
    contractName: 'easyCredit',
  },
  {
    name: 'sofort',
    productId: null,
    product: 'Sofort',
    productGerman: 'Sofort',
    redirects: true,
    capturesAtOnce: true,
    prepares: true,
    scores: true,
    contractName: 'Sofort',
  },
  {
    name: 'giropay',
    productId: null,
    product: 'giropay',
    productGerman: 'giropay',
    redirects: true,
    capturesAtOnce: true,
    prepares: true,
  },
  {
    name: 'eps',
    productId: null,
    product: 'eps',
    productGerman: 'eps',
    redirects: true,
    capturesAtOnce: true,
    prepares: true,
    contractName: 'eps',
  },
  {
    name: 'twint',
    productId: null,
    product: 'TWINT',
    productGerman: 'TWINT',
    redirects: true,
  },
  {
    name: 'payout',
    productId: 402,
    product: 'API initiierte Auszahlung',
    productGerman: 'API initiierte Auszahlung',
    execution: 'await-transfer',
  },
  { name: 'cash', productId: null, product: 'Cash', productGerman: 'Barzahlung', starts: true, at: 'till' },
  { name: 'loyalty', productId: null, product: 'Loyalty card', productGerman: 'Kundenkarte', starts: true, at: 'card' },
  { name: 'cashless', productId: null, product: 'Card', productGerman: 'Kartenzahlung', starts: true, at: 'terminal' },
  {
    name: 'cashless_direct',
    productId: null,
    product: 'Card',
    productGerman: 'Kartenzahlung',
    starts: true,
    at: 'till',
  },
  { name: 'ccload', productId: null, product: 'Card load', productGerman: 'Kartenaufladung', starts: true, at: 'till' },
];

export const paymentMethod = (name: string): PaymentMethod | undefined =>
  PAYMENT_METHODS.find((method) => method.name === name);

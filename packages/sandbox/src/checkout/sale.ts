import type { Contact, PaymentContainer, SmartTransaction, SmartTransactionBasketProduct } from '@secuconnect/api';
import type { Engine } from '../engine/engine.ts';
import { CONTAINERS, type Instrument } from '../parties/containers.ts';
import { isComplete, type Customer } from '../parties/customers.ts';
import { merchantName } from '../parties/merchant-names.ts';
import { SMART, type StoredSmart } from '../smart/smart-transaction.ts';
import { paymentMethod, type PaymentMethod } from '../states/payment-methods.ts';
import type { SmartStatus } from '../states/smart-steps.ts';
import type { Paid } from './layout.ts';
import { money } from './money.ts';
import type { Texts } from './texts/english.ts';
import { textsFor } from './texts/texts.ts';

/** Where a sale stands, as the payer sees it. */
export type Stage = 'open' | 'approved' | 'waiting' | 'paid' | 'cancelled';

const STAGES: Readonly<Record<SmartStatus, Stage>> = {
  created: 'open',
  processing: 'open',
  failed: 'open',
  approved: 'approved',
  pending: 'waiting',
  ok: 'paid',
  received: 'paid',
  collection: 'paid',
  shipped: 'paid',
  collected: 'paid',
  cancelled: 'cancelled',
  aborted: 'cancelled',
};

/** What a payer sees of a Smart Transaction. */
export interface Sale {
  readonly id: string;
  readonly smart: StoredSmart;
  readonly texts: Texts;
  readonly merchant: string;
  /** In minor units. */
  readonly sum: number;
  readonly currency: string;
  /** The sum as people read it. */
  readonly amount: string;
  readonly products: readonly SmartTransactionBasketProduct[];
  readonly stage: Stage;
  /** Whether the last attempt was declined. */
  readonly wasDeclined: boolean;
  readonly contact: Contact | undefined;
  /** Whether the payer is known by name and address. */
  readonly isPayerKnown: boolean;
  readonly mayEditPayer: boolean;
  /** Those that the sale offers; none if it has no page. */
  readonly methods: readonly PaymentMethod[];
  readonly returnUrls: NonNullable<NonNullable<SmartTransaction['application_context']>['return_urls']>;
}

/** @returns `undefined` for a sale that does not exist. */
export function findSale(engine: Engine, id: string): Sale | undefined {
  const smart = engine.store.get<StoredSmart>(SMART, id);
  if (!smart) return undefined;
  const { basket_info, basket, merchant, application_context, status, payment_links = {} } = smart;
  const texts = textsFor(application_context?.language);
  const contact = (smart.customer as Customer | undefined)?.contact;
  const sum = basket_info?.sum ?? 0;
  const currency = basket_info?.currency ?? 'EUR';
  return {
    id,
    smart,
    texts,
    merchant: merchant?.companyname ?? merchantName(engine, merchant?.id ?? ''),
    sum,
    currency,
    amount: money(sum, currency, texts.language),
    products: basket?.products ?? [],
    stage: STAGES[status],
    wasDeclined: status === 'failed',
    contact,
    isPayerKnown: isComplete(contact),
    mayEditPayer: application_context?.locks?.customer !== true,
    methods: Object.keys(payment_links)
      .map(paymentMethod)
      .filter((method) => method !== undefined),
    returnUrls: application_context?.return_urls ?? {},
  };
}

/** The stored instrument of a sale, if the method can use it. */
export function storedInstrument(engine: Engine, { smart }: Sale, { name }: PaymentMethod): Instrument | undefined {
  const stored = engine.store.get<PaymentContainer>(CONTAINERS, smart.container?.id ?? '');
  const instrument = (stored as { private?: Instrument } | undefined)?.private;
  const data = name === 'debit' ? instrument?.iban : name === 'creditcard' ? instrument?.pan : undefined;
  return data === undefined ? undefined : instrument;
}

/** What every page shows of a sale. */
export const paidFor = ({ texts, merchant, amount, smart, returnUrls }: Sale): Paid => ({
  texts,
  merchant,
  amount,
  isDemo: smart.is_demo ?? false,
  returnUrls: [returnUrls.url_success, returnUrls.url_error, returnUrls.url_abort],
});

import {
  DECLINED,
  DELAYS,
  DONE,
  INVALID,
  later,
  METHODS,
  NO_ACCOUNT,
  NOT_POSSIBLE,
  outcomeOf,
  UNAVAILABLE,
  UNKNOWN,
  type Account,
  type Answer,
  type Model,
  type Outcome,
  type Payment,
  type Sale,
  type SaleStatus,
} from './model.ts';
import { become, cancel as cancelPayment, drop, OPEN, pay } from './model-payments.ts';

export type NewSale = Pick<Sale, 'intent' | 'collects' | 'captures' | 'accrual' | 'hasPayer' | 'sum'>;

export function create(model: Model, made: NewSale): Answer {
  model.sales.push({
    ...made,
    id: '',
    status: 'created',
    account: undefined,
    waits: false,
    payment: undefined,
    receipt: undefined,
    receiptIsOpen: false,
  });
  return DONE;
}

/** A PUT; without a basket, the sum is gone. */
export function update(sale: Sale, sum = 0): Answer {
  if (!OPEN.includes(sale.status)) return NOT_POSSIBLE;
  unlink(sale);
  Object.assign(sale, { sum, status: 'created' });
  return DONE;
}

function unlink(sale: Sale): void {
  drop(sale.payment);
  sale.payment = undefined;
  sale.waits = false;
}

export const preTransaction = (sale: Sale): Answer => move(sale, ['created', 'processing'], 'processing');

function move(sale: Sale, from: readonly SaleStatus[], to: SaleStatus): Answer {
  if (!from.includes(sale.status)) return NOT_POSSIBLE;
  sale.status = to;
  return DONE;
}

/** What the payer says when paying. */
export interface Payer {
  readonly account?: Account | undefined;
  readonly payer?: boolean;
}

/** Opens a payment, unless something speaks against it. */
function attempt(model: Model, sale: Sale, method: string, { account, payer }: Payer): Answer {
  if (!OPEN.includes(sale.status) || sale.sum <= 0) return NOT_POSSIBLE;
  if (METHODS[method]?.needsPayer && !sale.hasPayer && !payer) return INVALID;
  if (method === 'debit' && !sale.account && !account) return NO_ACCOUNT;
  sale.hasPayer ||= payer === true;
  sale.account = account ?? sale.account;
  unlink(sale);
  const { sum, accrual } = sale;
  const outcome = outcomeOf(sum, method === 'debit' ? sale.account : undefined);
  const payment: Payment = {
    id: '',
    sale,
    method,
    outcome,
    state: 'open',
    amount: sum,
    left: sum,
    accrual,
    lowered: false,
    replaced: false,
    refunds: [],
  };
  model.payments.push(payment);
  sale.payment = payment;
  return DONE;
}

export function prepare(model: Model, sale: Sale, method: string, payer: Payer): Answer {
  if (!METHODS[method]?.prepares) return UNAVAILABLE;
  const opened = attempt(model, sale, method, payer);
  if (opened !== DONE) return opened;
  if (!METHODS[method].redirects) return authorise(model, sale);
  sale.status = 'created';
  sale.waits = true;
  return DONE;
}

/** The payer, or the bank, decides. */
function authorise(model: Model, sale: Sale): Answer {
  const payment = sale.payment!;
  if (payment.state !== 'open' || !OPEN.includes(sale.status)) return NOT_POSSIBLE;
  sale.waits = false;
  if (payment.outcome === 'decline') return decline(payment);
  become(payment, 'authorised');
  return sale.captures || METHODS[payment.method]?.capturesAtOnce ? execute(model, payment) : DONE;
}

function decline(payment: Payment): Answer {
  become(payment, 'denied');
  return DECLINED;
}

function execute(model: Model, payment: Payment): Answer {
  const { method, outcome, state } = payment;
  if (state !== 'open' && state !== 'authorised') return NOT_POSSIBLE;
  if (method === 'invoice') become(payment, 'awaiting shipment');
  else if (method === 'prepaid') {
    become(payment, 'awaiting transfer');
    if (outcome !== 'never pays') later(model, DELAYS.transfer, 'transfer', payment);
  } else if (outcome === 'passes' || outcome === 'fails') {
    become(payment, 'checking');
    later(model, DELAYS.check, 'decide', payment);
  } else pay(model, payment);
  return DONE;
}

/** The payer comes back from the page of the bank. */
export function confirm(model: Model, sale: Sale, result: Result): Answer {
  if (!sale.waits) return NOT_POSSIBLE;
  return decide(model, sale, result);
}

/** How a page names the outcomes. */
const NAMED = {
  approve: 'approve',
  decline: 'decline',
  'check-passes': 'passes',
  'check-fails': 'fails',
  'charge-back': 'charge-back',
  'wrong-amount': 'underpays',
  'never-pays': 'never pays',
} as const satisfies Readonly<Record<string, Outcome>>;

type NamedOutcome = keyof typeof NAMED;

/** What comes of what the payer does; without it, test data decide. */
export type Result = NamedOutcome | undefined;

export const RESULTS: readonly Result[] = [...(Object.keys(NAMED) as NamedOutcome[]), undefined];

function decide(model: Model, sale: Sale, result: Result): Answer {
  if (result !== undefined && sale.payment!.state === 'open') sale.payment!.outcome = NAMED[result];
  return onPage(authorise(model, sale));
}

/** On a page, a declined payment is no error. */
const onPage = (answer: Answer): Answer => (answer === DECLINED ? DONE : answer);

/** The payer uses the hosted checkout, which asks for what is missing. */
export function checkout(model: Model, sale: Sale, method: string, result: Result | 'abort'): Answer {
  if (!OPEN.includes(sale.status)) return NOT_POSSIBLE;
  if (result === 'abort') return DONE;
  const opened = attempt(model, sale, method, {
    account: method === 'debit' ? (sale.account ?? 'good account') : undefined,
    payer: true,
  });
  return opened === DONE ? decide(model, sale, result) : opened;
}

export function startPrepared(model: Model, sale: Sale): Answer {
  return sale.status === 'approved' ? execute(model, sale.payment!) : NOT_POSSIBLE;
}

export function start(model: Model, sale: Sale, method: string, payer: Payer): Answer {
  if (['cash', 'cashless', 'loyalty'].includes(method)) return startAtTill(model, sale, method);
  if (sale.status === 'approved' && sale.payment?.method === method) return execute(model, sale.payment);
  if (!METHODS[method]?.starts) return UNAVAILABLE;
  const opened = attempt(model, sale, method, payer);
  if (opened !== DONE) return opened;
  return sale.payment!.outcome === 'decline' ? decline(sale.payment!) : execute(model, sale.payment!);
}

function startAtTill(model: Model, sale: Sale, method: string): Answer {
  // No card was presented.
  if (!OPEN.includes(sale.status) || method === 'loyalty') return NOT_POSSIBLE;
  if (method === 'cash') unlink(sale);
  else {
    const opened = attempt(model, sale, method, {});
    if (opened !== DONE) return opened;
    if (sale.payment!.outcome === 'decline') return decline(sale.payment!);
    become(sale.payment!, 'paid');
  }
  if (method === 'cash') sale.status = sale.intent === 'sale' ? 'ok' : sale.collects ? 'collection' : 'received';
  sale.receipt = Number.NaN;
  sale.receiptIsOpen = true;
  return DONE;
}

export function setDelivery(sale: Sale): Answer {
  if (sale.status === 'ok') return DONE;
  if (sale.status === 'collection') return move(sale, ['collection'], 'collected');
  return move(sale, ['received', 'shipped'], 'shipped');
}

const CANCELLABLE: readonly SaleStatus[] = [
  'created',
  'processing',
  'approved',
  'pending',
  'ok',
  'received',
  'collection',
];

/** Cancels the sale, and gives back what is left. */
export function cancel(model: Model, sale: Sale): Answer {
  if (!CANCELLABLE.includes(sale.status)) return NOT_POSSIBLE;
  const refunded = sale.payment && sale.payment.left > 0 ? cancelPayment(model, sale.payment) : DONE;
  if (refunded === DONE) sale.status = 'cancelled';
  return refunded;
}

/** Cancels what was paid in cash, by the number of the receipt. */
export function cancelAtTill(sale: Sale): Answer {
  if (!sale.receiptIsOpen) return UNKNOWN;
  if (sale.payment) return NOT_POSSIBLE;
  const cancelled = move(sale, CANCELLABLE, 'cancelled');
  if (cancelled === DONE) sale.receiptIsOpen = false;
  return cancelled;
}

export function abort(sale: Sale): Answer {
  const aborted = move(sale, ['created', 'processing', 'failed'], 'aborted');
  if (aborted === DONE) drop(sale.payment);
  return aborted;
}

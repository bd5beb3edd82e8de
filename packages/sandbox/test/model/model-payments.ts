import {
  DELAYS,
  DONE,
  INVALID,
  later,
  NOT_POSSIBLE,
  UNAVAILABLE,
  type Answer,
  type Model,
  type Payment,
  type PaymentState,
  type SaleStatus,
} from './model.ts';

const UNPAID: ReadonlySet<PaymentState> = new Set([
  'open',
  'authorised',
  'checking',
  'awaiting transfer',
  'awaiting shipment',
]);
const PAID: readonly PaymentState[] = ['paid', 'invoice open', 'invoice paid', 'paid out', 'resolved'];
/** Of a sale whose payment has not been decided. */
export const OPEN: readonly SaleStatus[] = ['created', 'processing', 'approved', 'failed'];

/** What banks, payers and the platform can do with a payment, and where it leads. */
const STEPS: Readonly<Record<string, readonly [readonly PaymentState[], PaymentState]>> = {
  authorise: [['open'], 'authorised'],
  check: [['open', 'authorised'], 'checking'],
  'await-transfer': [['open', 'authorised'], 'awaiting transfer'],
  'approve-invoice': [['open', 'authorised'], 'awaiting shipment'],
  'approve-subscription': [['open', 'authorised'], 'subscription approved'],
  complete: [['open', 'authorised', 'checking', 'awaiting transfer'], 'paid'],
  capture: [['awaiting shipment'], 'invoice open'],
  deny: [['open', 'authorised', 'checking', 'awaiting transfer'], 'denied'],
  'book-refund': [['refunding'], 'refunded'],
  'receive-invoice': [['invoice open'], 'invoice paid'],
  'pay-out': [['paid', 'invoice paid'], 'paid out'],
  'charge-back': [PAID, 'issue'],
  resolve: [['issue'], 'resolved'],
};
export const STEP_NAMES = [...Object.keys(STEPS), 'void', 'refund-rest', 'refund-part'];

/** Brings a payment, and the sale that shows it, into a state. */
export function become(payment: Payment, state: PaymentState): void {
  payment.state = state;
  const { sale } = payment;
  if (sale.payment !== payment) return;
  const isOpen = OPEN.includes(sale.status);
  if (state === 'authorised' && isOpen) sale.status = 'approved';
  if (['checking', 'awaiting transfer'].includes(state) && isOpen) sale.status = 'pending';
  if (!isOpen && sale.status !== 'pending') return;
  if (state === 'denied') sale.status = 'failed';
  if (['paid', 'awaiting shipment', 'subscription approved'].includes(state))
    sale.status = sale.intent === 'sale' ? 'ok' : sale.collects ? 'collection' : 'received';
}

export function step(model: Model, payment: Payment, name: string): Answer {
  const canVoid = name === 'void' && UNPAID.has(payment.state);
  const canRefund = name.startsWith('refund-') && PAID.includes(payment.state);
  // How much goes back is for the merchant to say.
  if (canRefund && name === 'refund-part') return INVALID;
  if (canVoid || canRefund) return cancel(model, payment);
  const [from, to] = STEPS[name] ?? [[], 'open'];
  if (!from.includes(payment.state)) return NOT_POSSIBLE;
  // What is withheld is not paid out.
  if (name === 'pay-out' && payment.accrual) return NOT_POSSIBLE;
  become(payment, to);
  return DONE;
}

/** Cancels or refunds a payment, or a part of it; by default, all that is left. */
export function cancel(model: Model, payment: Payment, by = payment.left): Answer {
  const { state, left, method, lowered } = payment;
  if (by <= 0 || by > left) return INVALID;
  if (PAID.includes(state)) {
    payment.refunds.push(by);
    payment.left -= by;
    if (payment.left > 0) return DONE;
    payment.state = model.refundDelay > 0 ? 'refunding' : 'refunded';
    if (model.refundDelay > 0) later(model, model.refundDelay, 'book-refund', payment);
    return DONE;
  }
  if (!UNPAID.has(state)) return NOT_POSSIBLE;
  if (by === left) {
    payment.state = 'void';
    payment.left = 0;
    return DONE;
  }
  if (state === 'checking' || (method === 'creditcard' && state === 'authorised' && lowered)) return NOT_POSSIBLE;
  payment.lowered ||= state === 'authorised';
  payment.amount = payment.left = left - by;
  return DONE;
}

/** A later attempt replaces a payment, or the sale is given up. */
export function drop(payment: Payment | undefined): void {
  if (!payment || !UNPAID.has(payment.state)) return;
  payment.state = 'void';
  payment.left = 0;
  payment.replaced = true;
}

export function capture(model: Model, payment: Payment, amount = payment.left): Answer {
  if (payment.state === 'awaiting shipment') {
    if (amount !== payment.left) return INVALID;
    become(payment, 'invoice open');
    return DONE;
  }
  // The money of a prepayment has to arrive; an invoice has to be started first.
  if (payment.state !== 'authorised' || ['prepaid', 'invoice'].includes(payment.method)) return NOT_POSSIBLE;
  if (amount <= 0 || amount > payment.left) return INVALID;
  payment.amount = payment.left = amount;
  pay(model, payment);
  return DONE;
}

/** The money is there, or guaranteed; test data may take it back. */
export function pay(model: Model, payment: Payment): void {
  become(payment, 'paid');
  if (payment.outcome === 'charge-back') later(model, DELAYS.chargeBack, 'charge-back', payment);
}

export function increase(payment: Payment, amount: number): Answer {
  if (payment.state !== 'awaiting transfer') return NOT_POSSIBLE;
  if (amount <= payment.left) return INVALID;
  payment.amount = payment.left = amount;
  return DONE;
}

export function revokeAccrual(payment: Payment): Answer {
  if (!payment.accrual) return UNAVAILABLE;
  payment.accrual = false;
  return DONE;
}

export const reportShipping = ({ state }: Payment): Answer => (state === 'awaiting shipment' ? DONE : UNAVAILABLE);

/** Money arrives: too little completes nothing, and what nothing waits for neither. */
export function transfer(payment: Payment, amount: number): Answer {
  if (payment.state === 'awaiting transfer' && amount >= payment.left) become(payment, 'paid');
  return DONE;
}

/** Lets time pass, and what was to happen happen. */
export function advance(model: Model, duration: number): Answer {
  const { events } = model;
  model.now += duration;
  const due = events.filter(({ at }) => at <= model.now).sort((a, b) => a.at - b.at);
  for (const { event, payment } of due) {
    const { outcome, left } = payment;
    events.splice(
      events.findIndex((one) => one.payment === payment && one.event === event),
      1,
    );
    if (event === 'transfer') transfer(payment, outcome === 'underpays' ? left - 1 : left);
    else step(model, payment, event === 'decide' ? (outcome === 'fails' ? 'deny' : 'complete') : event);
  }
  return DONE;
}

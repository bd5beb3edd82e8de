import type { Step } from './steps.ts';

/** What the API shows for a state of a payment. */
export interface PaymentShow {
  /** The detailed state, a number for display. */
  readonly status: number;
  readonly status_text: string;
  /** The condensed state, by which programs decide. */
  readonly status_simple: number;
  readonly status_simple_text: string;
  /** The state as a word of the old format. */
  readonly word: string;
}

const show = (
  status: number,
  status_text: string,
  status_simple: number,
  status_simple_text: string,
  word: string,
): PaymentShow => ({ status, status_text, status_simple, status_simple_text, word });

/**
 * The states of a payment. The numbers come from documented responses, except for these, which no document has with a detailed number:
 * `checking`, `on-hold`, `refunding` and `refunded` keep the number of the state before.
 */
export const PAYMENT_STATES = {
  open: show(1, 'erstellt', 0, 'proceed', 'internal_server_status'),
  authorised: show(9, 'vorautorisiert', 2, 'authorized', 'authorized'),
  checking: show(9, 'vorautorisiert', 10, 'pending', 'pending'),
  'on-hold': show(9, 'vorautorisiert', 13, 'on hold', 'pending'),
  'awaiting-transfer': show(25, 'Vorkasse wartend', 2, 'authorized', 'authorized'),
  'awaiting-shipment': show(85, 'Kauf auf Rechnung genehmigt', 14, 'waiting for shipment', 'authorized'),
  completed: show(6, 'abgeschlossen', 1, 'accepted', 'accepted'),
  'invoice-open': show(86, 'abgeschlossen, Rechnung offen', 1, 'accepted', 'accepted'),
  'invoice-paid': show(6, 'abgeschlossen', 9, 'paid', 'accepted'),
  'paid-out': show(17, 'ausgezahlt', 1, 'accepted', 'accepted'),
  denied: show(59, 'abgebrochen', 3, 'denied', 'denied'),
  void: show(59, 'abgebrochen', 5, 'void', 'void'),
  refunding: show(6, 'abgeschlossen', 7, 'refund', 'refund'),
  refunded: show(6, 'abgeschlossen', 5, 'void', 'void'),
  'charged-back': show(69, 'Chargeback', 4, 'issue', 'issue'),
  resolved: show(6, 'abgeschlossen', 6, 'issue resolved', 'issue_resolved'),
  'subscription-approved': show(115, 'Abo genehmigt', 11, 'subscription approved', 'authorized'),
} as const satisfies Readonly<Record<string, PaymentShow>>;

/** The detailed number of a completed demo, instead of that of `completed`. */
export const COMPLETED_DEMO = 11;

export type PaymentStateName = keyof typeof PAYMENT_STATES;

export type PaymentStep =
  | 'authorise'
  | 'check'
  | 'await-transfer'
  | 'approve-invoice'
  | 'approve-subscription'
  | 'complete'
  | 'capture'
  | 'deny'
  | 'void'
  | 'refund-part'
  | 'refund-rest'
  | 'book-refund'
  | 'receive-invoice'
  | 'pay-out'
  | 'charge-back'
  | 'resolve';

/** Nothing is decided, and nothing was paid. */
const UNPAID = ['open', 'authorised', 'checking', 'on-hold', 'awaiting-transfer', 'awaiting-shipment'] as const;
/** The money is there, or guaranteed. */
export const PAID = ['completed', 'invoice-open', 'invoice-paid', 'paid-out', 'resolved'] as const;

/** The life of a Payment Transaction. */
export const PAYMENT_STEPS: readonly Step<PaymentStep, PaymentStateName>[] = [
  { step: 'authorise', from: ['open'], to: 'authorised', note: 'The payer, or the bank, has approved.' },
  { step: 'check', from: ['open', 'authorised'], to: 'checking', note: 'A further check decides.' },
  {
    step: 'await-transfer',
    from: ['open', 'authorised'],
    to: 'awaiting-transfer',
    note: 'The payer has to transfer the money.',
  },
  { step: 'approve-invoice', from: ['open', 'authorised'], to: 'awaiting-shipment', note: 'The merchant has to ship.' },
  {
    step: 'approve-subscription',
    from: ['open', 'authorised'],
    to: 'subscription-approved',
    note: 'Later payments are approved.',
  },
  {
    step: 'complete',
    from: ['open', 'authorised', 'checking', 'on-hold', 'awaiting-transfer'],
    to: 'completed',
    note: 'Captured, or the money has arrived.',
  },
  { step: 'capture', from: ['awaiting-shipment'], to: 'invoice-open', note: 'Delivered: the term of payment starts.' },
  {
    step: 'deny',
    from: ['open', 'authorised', 'checking', 'on-hold', 'awaiting-transfer'],
    to: 'denied',
    note: 'Declined. An approved invoice is guaranteed.',
  },
  { step: 'void', from: UNPAID, to: 'void', note: 'Cancelled before money moved.' },
  { step: 'refund-part', from: ['completed'], to: 'completed', note: 'A part goes back; the rest stays paid.' },
  { step: 'refund-part', from: ['invoice-open'], to: 'invoice-open', note: 'A part is taken off the invoice.' },
  { step: 'refund-part', from: ['invoice-paid'], to: 'invoice-paid', note: 'A part goes back; the rest stays paid.' },
  { step: 'refund-part', from: ['paid-out'], to: 'paid-out', note: 'A part goes back; the rest stays paid.' },
  { step: 'refund-part', from: ['resolved'], to: 'resolved', note: 'A part goes back; the rest stays paid.' },
  { step: 'refund-rest', from: PAID, to: 'refunding', note: 'All of it goes back with the next bank run.' },
  { step: 'book-refund', from: ['refunding'], to: 'refunded', note: 'The bank run is through.' },
  { step: 'receive-invoice', from: ['invoice-open'], to: 'invoice-paid', note: 'The payer has paid the invoice.' },
  { step: 'pay-out', from: ['completed', 'invoice-paid'], to: 'paid-out', note: 'The merchant has the money.' },
  { step: 'charge-back', from: PAID, to: 'charged-back', note: 'The payer, or the bank, takes the money back.' },
  { step: 'resolve', from: ['charged-back'], to: 'resolved', note: 'The trouble is over.' },
];

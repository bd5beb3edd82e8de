import type { KnownSmartTransactionStatus } from '@secuconnect/api';
import type { Step } from './steps.ts';

/** The statuses that the spec documents. */
export type SmartStatus = KnownSmartTransactionStatus;

export type SmartStep =
  'update' | 'preTransaction' | 'redirect' | 'approve' | 'pay' | 'wait' | 'fail' | 'deliver' | 'cancel' | 'abort';

/** `paid` is `ok` for a sale; an order becomes `received` when it is to be shipped, and `collection` when it is to be collected. */
export type SmartResult = SmartStatus | 'paid';

/** Before money moves: the merchant may still change the sale, and the payer may try again. */
const OPEN = ['created', 'processing', 'approved', 'failed'] as const;

/** The life of a Smart Transaction. */
export const SMART_STEPS: readonly Step<SmartStep, SmartStatus, SmartResult>[] = [
  { step: 'update', from: OPEN, to: 'created', note: 'A PUT drops bonuses and approvals.' },
  {
    step: 'preTransaction',
    from: ['created', 'processing'],
    to: 'processing',
    note: 'Cards and bonuses are worked out.',
  },
  { step: 'redirect', from: OPEN, to: 'created', note: 'The payer has to confirm on another page.' },
  { step: 'approve', from: OPEN, to: 'approved', note: 'The payer, or the check, has approved.' },
  { step: 'pay', from: [...OPEN, 'pending'], to: 'paid', note: 'The money is there, or guaranteed.' },
  { step: 'wait', from: OPEN, to: 'pending', note: 'A transfer or a check is outstanding.' },
  { step: 'fail', from: [...OPEN, 'pending'], to: 'failed', note: 'Declined; the payer can try again.' },
  { step: 'deliver', from: ['ok'], to: 'ok', note: 'The delivery of a sale is reported.' },
  { step: 'deliver', from: ['received', 'shipped'], to: 'shipped', note: 'A parcel of an order is on its way.' },
  { step: 'deliver', from: ['collection'], to: 'collected', note: 'The payer has collected the order.' },
  {
    step: 'cancel',
    from: ['created', 'processing', 'approved', 'pending', 'ok', 'received', 'collection'],
    to: 'cancelled',
    note: 'What was paid is refunded.',
  },
  {
    step: 'abort',
    from: ['created', 'processing', 'failed'],
    to: 'aborted',
    note: 'Given up before a payment started.',
  },
];

import type { ApiRequest, Cause, History, ObjectChange } from '../history/history.ts';
import type { PaymentRecord } from '../payments/payment.ts';
import type { PushRecord } from '../pushes/push-record.ts';
import { PAID, PAYMENT_STEPS } from '../states/payment-steps.ts';
import { SMART_STEPS } from '../states/smart-steps.ts';
import { SMART, type StoredSmart } from '../smart/smart-transaction.ts';
import { attemptsSince, earlierAttempts, type PushItem } from './push-items.ts';

/** One thing that has happened. Times are in milliseconds since 1970. */
export type TimelineItem = { readonly at: number } & (RequestItem | StepItem | PushItem);

export interface RequestItem {
  readonly kind: 'request';
  readonly request: ApiRequest;
}

export interface StepItem {
  readonly kind: 'step';
  readonly of: 'Sale' | 'Payment' | 'Refund';
  readonly id: string;
  /** `undefined` for an object that is new. */
  readonly from: string | undefined;
  readonly to: string;
  /** The names of the steps that lead there; empty for a state that was forced. */
  readonly steps: readonly string[];
  /** What is left of a payment of which a part went back, in minor units. */
  readonly left?: number;
  /** What a person has done on a page, if that is the cause. */
  readonly action?: string;
}

/** What has happened to objects, oldest first. A request stands before what it has changed. */
export function timeline(history: History, pushes: readonly PushRecord[], ids: ReadonlySet<string>): TimelineItem[] {
  const items: TimelineItem[] = [];
  const seen = new Set<Cause>();
  const firstAttempts = new Map<string, number>();
  const showRequest = (at: number, request: ApiRequest): void => {
    if (!seen.has(request)) items.push({ at, kind: 'request', request });
    seen.add(request);
  };
  for (const { at, change, cause, request } of history.about(ids)) {
    if (request) showRequest(at, request);
    if (!change) continue;
    if (cause && 'target' in cause) showRequest(at, cause);
    if (change.kind === '_pushes') items.push(...attemptsSince(at, change, firstAttempts));
    else {
      const step = change.kind === SMART ? saleStep(change) : paymentStep(change);
      if (step) items.push({ at, ...step, ...(cause && 'action' in cause && { action: cause.action }) });
    }
  }
  const about = pushes.filter(({ event }) => event.data.some(({ id }) => ids.has(id)));
  return [...earlierAttempts(about, firstAttempts), ...items];
}

const parse = <Kind>(text: string | undefined): Kind | undefined =>
  text === undefined ? undefined : (JSON.parse(text) as Kind);

function saleStep({ id, before, after }: ObjectChange): StepItem | undefined {
  const old = parse<StoredSmart>(before);
  const { status, intent, iframe_url } = parse<StoredSmart>(after)!;
  const isRedirected = iframe_url !== undefined && old?.iframe_url !== iframe_url;
  if (old?.status === status && !isRedirected) return undefined;
  const isReached = (to: string): boolean => to === status || (to === 'paid' && isPaid(status, intent));
  const rows = SMART_STEPS.filter(({ from, to }) => old && from.includes(old.status) && isReached(to));
  const steps = rows.map(({ step }) => step).filter((step) => (step === 'redirect') === isRedirected);
  return { kind: 'step', of: 'Sale', id, from: old?.status, to: status, steps };
}

/** Whether a status is the one that a payment leads to. */
const isPaid = (status: string, intent: string | null | undefined): boolean =>
  intent === 'order' ? status === 'received' || status === 'collection' : status === 'ok';

function paymentStep({ id, before, after }: ObjectChange): StepItem | undefined {
  const old = parse<PaymentRecord>(before);
  const { state, left } = parse<PaymentRecord>(after)!;
  const isPart = old?.state === state && left < old.left;
  if (old?.state === state && !isPart) return undefined;
  const rows = PAYMENT_STEPS.filter(({ from, to }) => old && from.includes(old.state) && to === state);
  // A refund that is booked at once takes both steps.
  const isRefunded = old !== undefined && state === 'refunded' && (PAID as readonly string[]).includes(old.state);
  const names = isRefunded ? ['refund-rest', 'book-refund'] : rows.map(({ step }) => step);
  const steps = isPart ? [names.includes('refund-part') ? 'refund-part' : 'lower'] : names;
  return {
    kind: 'step',
    of: left < 0 ? 'Refund' : 'Payment',
    id,
    from: old?.state,
    to: state,
    steps,
    ...(isPart && { left }),
  };
}

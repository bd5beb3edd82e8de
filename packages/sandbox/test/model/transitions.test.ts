import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  PAYMENT_STATES,
  PAYMENT_STEPS,
  type PaymentStateName,
  type PaymentStep,
} from '../../src/states/payment-steps.ts';
import { SMART_STEPS, type SmartStatus, type SmartStep } from '../../src/states/smart-steps.ts';
import { findStep } from '../../src/states/steps.ts';
import { ACCOUNT, bodyOf, DECLINING_ACCOUNT } from './commands/sales.ts';
import { System, type Fields, type Response } from './system.ts';

const REJECTED = { status: 500, body: { error: 'ProductInternalException', code: 1003 } };

const system = new System();
beforeAll(() => system.begin());
afterAll(() => system.close());

const smart = (id: string, path: string, body?: object): Promise<Response> =>
  system.api('POST', `/Smart/Transactions/${id}/${path}`, body);
const control = (payment: string, path: string, body: object): Promise<Response> =>
  system.control('POST', `/payments/${payment}/${path}`, body);

async function create(intent: 'sale' | 'order', collects = false): Promise<string> {
  const made = bodyOf({ intent, collects, captures: false, accrual: false, hasPayer: true, sum: 1995 });
  const { body } = await system.api('POST', '/Smart/Transactions', made);
  return body['id'] as string;
}

const saleOf = (id: string): Fields => system.stored('smart.transactions', id)!;
const paymentOf = (id: string): string => (saleOf(id)['transactions'] as { id: string }[])[0]!.id;

/** What was called for an order, one call after the other. */
async function order(
  collects: boolean,
  ...calls: readonly (readonly [path: string, body?: object])[]
): Promise<string> {
  const id = await create('order', collects);
  for (const [path, body] of calls) await smart(id, path, body);
  return id;
}

const DEBIT = ['start/debit', { container: ACCOUNT }] as const;
const SHIPPING = ['setDelivery', { delivery_options: { type: 'shipping' } }] as const;
const COLLECTION = ['setDelivery', { delivery_options: { type: 'collection' } }] as const;

/** A sale in each status. */
const SALES: Readonly<Record<SmartStatus, () => Promise<string>>> = {
  created: () => order(false),
  processing: () => order(false, ['preTransaction']),
  approved: () => order(false, ['prepare/debit', { container: ACCOUNT }]),
  pending: () => order(false, ['start/prepaid', {}]),
  ok: async () => {
    const id = await create('sale');
    await smart(id, ...DEBIT);
    return id;
  },
  received: () => order(false, DEBIT),
  collection: () => order(true, DEBIT),
  shipped: () => order(false, DEBIT, SHIPPING),
  collected: () => order(true, DEBIT, COLLECTION),
  failed: () => order(false, ['start/debit', { container: DECLINING_ACCOUNT }]),
  cancelled: () => order(false, ['cancel']),
  aborted: () => order(false, ['abort']),
};

/** The call that would take a step, in any status. */
const SMART_CALLS: Readonly<Record<SmartStep, (id: string, from: SmartStatus) => Promise<Response>>> = {
  update: (id) => system.api('PUT', `/Smart/Transactions/${id}`, { basket_info: { sum: 5, currency: 'EUR' } }),
  preTransaction: (id) => smart(id, 'preTransaction'),
  redirect: (id) => smart(id, 'prepare/paypal', {}),
  approve: (id) => smart(id, 'prepare/debit', { container: ACCOUNT }),
  pay: (id, from) => (from === 'pending' ? control(paymentOf(id), 'transfer', {}) : smart(id, ...DEBIT)),
  wait: (id) => smart(id, 'start/prepaid', {}),
  fail: (id, from) =>
    from === 'pending'
      ? control(paymentOf(id), 'steps', { step: 'deny' })
      : smart(id, 'prepare/debit', { container: DECLINING_ACCOUNT }),
  deliver: (id, from) => {
    const [path, body] = from === 'collection' ? COLLECTION : SHIPPING;
    return smart(id, path, body);
  },
  cancel: (id) => smart(id, 'cancel'),
  abort: (id) => smart(id, 'abort'),
};

const everyPair = <Name extends string, State extends string>(
  steps: readonly Name[],
  states: readonly State[],
): { readonly step: Name; readonly from: State }[] => steps.flatMap((step) => states.map((from) => ({ step, from })));

const SMART_PAIRS = everyPair(Object.keys(SMART_CALLS) as SmartStep[], Object.keys(SALES) as SmartStatus[]);
const smartRow = ({ step, from }: (typeof SMART_PAIRS)[number]) => findStep(SMART_STEPS, step, from);

async function saleIn(from: SmartStatus): Promise<string> {
  const id = await SALES[from]();
  expect(saleOf(id)['status']).toBe(from);
  system.mark();
  return id;
}

test.each(SMART_PAIRS.filter(smartRow))('a sale that is $from takes the step $step', async (pair) => {
  const id = await saleIn(pair.from);
  const { status } = await SMART_CALLS[pair.step](id, pair.from);
  expect(status).toBe(pair.step === 'fail' && pair.from !== 'pending' ? 405 : 200);
  const { to } = smartRow(pair)!;
  expect(saleOf(id)['status']).toBe(to === 'paid' ? 'received' : to);
});

test.each(SMART_PAIRS.filter((pair) => !smartRow(pair)))(
  'a sale that is $from rejects $step',
  async ({ step, from }) => {
    const id = await saleIn(from);
    expect(await SMART_CALLS[step](id, from)).toMatchObject(REJECTED);
    expect([...system.written]).toEqual([]);
  },
);

/** The call that would take a step of a payment, in any state. */
const paymentCall = (id: string, step: PaymentStep): Promise<Response> => {
  const path = `/Payment/Transactions/${id}`;
  if (step === 'refund-part') return system.api('POST', `${path}/cancel`, { reduce_amount_by: 1 });
  if (step === 'refund-rest') return system.api('POST', `${path}/cancel`, {});
  if (step === 'capture') return system.api('POST', `${path}/capture`, {});
  return control(id, 'steps', { step });
};

const childrenOf = (id: string): readonly Fields[] =>
  system
    .all('payment.transactions')
    .filter(({ parents }) => (parents as Fields[] | undefined)?.some((parent) => parent['id'] === id));

/** A payment in a state, however it came there. */
async function paymentIn(state: PaymentStateName): Promise<string> {
  const id = paymentOf(await SALES.approved());
  await control(id, 'state', { state });
  expect(stateOf(id)).toBe(state);
  system.mark();
  return id;
}

const stateOf = (id: string): PaymentStateName => system.stored('_payments', id)!['state'] as PaymentStateName;

/** What these calls do before money has moved is no refund, and no capture of an invoice. */
const LOWERED: readonly PaymentStateName[] = ['open', 'authorised', 'awaiting-transfer', 'awaiting-shipment'];
const OTHERWISE: Partial<Readonly<Record<PaymentStep, Partial<Record<PaymentStateName, PaymentStateName>>>>> = {
  'refund-part': Object.fromEntries(LOWERED.map((state) => [state, state])),
  'refund-rest': Object.fromEntries([...LOWERED, 'checking', 'on-hold'].map((state) => [state, 'void'])),
  capture: { authorised: 'completed' },
};

const PAYMENT_PAIRS = everyPair(
  [...new Set(PAYMENT_STEPS.map(({ step }) => step))],
  Object.keys(PAYMENT_STATES) as PaymentStateName[],
);
const paymentRow = ({ step, from }: (typeof PAYMENT_PAIRS)[number]) => findStep(PAYMENT_STEPS, step, from);
const otherwise = ({ step, from }: (typeof PAYMENT_PAIRS)[number]) => OTHERWISE[step]?.[from];
const others = PAYMENT_PAIRS.filter((pair) => !paymentRow(pair));

test.each(PAYMENT_PAIRS.filter(paymentRow))('a payment that is $from takes the step $step', async (pair) => {
  const id = await paymentIn(pair.from);
  expect(await paymentCall(id, pair.step)).toMatchObject({ status: 200 });
  const { to } = paymentRow(pair)!;
  // Without a delay, the bank run of a refund is through at once.
  expect(stateOf(id)).toBe(to === 'refunding' ? 'refunded' : to);
  expect(childrenOf(id)).toHaveLength(pair.step.startsWith('refund-') ? 1 : 0);
});

test.each(others.filter(otherwise))('a payment that is $from takes another step than $step', async (pair) => {
  const id = await paymentIn(pair.from);
  expect(await paymentCall(id, pair.step)).toMatchObject({ status: 200 });
  expect(stateOf(id)).toBe(otherwise(pair));
  expect(childrenOf(id)).toEqual([]);
});

test.each(others.filter((pair) => !otherwise(pair)))(
  'a payment that is $from rejects $step',
  async ({ step, from }) => {
    const id = await paymentIn(from);
    expect(await paymentCall(id, step)).toMatchObject(REJECTED);
    expect([...system.written]).toEqual([]);
  },
);

test('a full refund waits for the bank run, if it takes its time', async () => {
  await system.control('PATCH', '/settings', { refundDelay: 1000 });
  const id = await paymentIn('completed');
  await paymentCall(id, 'refund-rest');
  expect(stateOf(id)).toBe('refunding');
  await system.control('POST', '/clock', { advance: '1s' });
  expect(stateOf(id)).toBe('refunded');
  await system.control('PATCH', '/settings', { refundDelay: 0 });
});

import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import document from '../../../api/openapi.json' with { type: 'json' };
import { paymentState, type RemainingAmount } from '../../src/flows/payment-state.ts';
import type { PaymentState, PaymentStateName } from '../../src/flows/payment-states.ts';
import {
  canShip,
  hasFailed,
  isDisputed,
  isFinal,
  isPaid,
  isPending,
  isRefunded,
  refundState,
} from '../../src/flows/status.ts';
import type { StatusInput } from '../../src/flows/status-value.ts';
import { OBJECTS, STATUS_LISTS, type Answer } from './status-answers.ts';
import { withStatusTables } from './status-page.ts';

interface Listed {
  'x-extensible-enum': readonly (string | number)[];
  'x-enum-descriptions': Readonly<Record<string, string>>;
}

const inSpec = (schema: readonly string[]): Listed =>
  schema.reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], document.components.schemas) as Listed;

/** The answers in a state. */
const answersIn = ({ paid, pending, canShip: ship, failed, refund, disputed, final }: PaymentState): Answer[] => [
  ...(paid ? (['paid'] as const) : []),
  ...(pending ? (['pending'] as const) : []),
  ...(ship ? (['ship'] as const) : []),
  ...(failed ? (['failed'] as const) : []),
  ...REFUNDS[refund],
  ...(disputed ? (['disputed'] as const) : []),
  ...(final ? (['final'] as const) : []),
];

const REFUNDS = { none: [], partial: ['partly refunded'], full: ['refunded'], 'in-progress': ['refunding'] } as const;

/** What the functions say, one by one, which is what the state says. */
function answersOf(input: StatusInput): Answer[] {
  const asked = {
    ...paymentState(input),
    paid: isPaid(input),
    pending: isPending(input),
    canShip: canShip(input),
    failed: hasFailed(input),
    refund: refundState(input),
    disputed: isDisputed(input),
    final: isFinal(input),
  };
  expect(asked).toEqual(paymentState(input));
  expect(isRefunded(input)).toBe(asked.refund !== 'none');
  return answersIn(asked as PaymentState);
}

/** What must never be true of one payment, with the reason in its name. */
const CONTRADICTIONS: Readonly<Record<string, (state: PaymentState) => boolean>> = {
  'paid and failed': ({ paid, failed }) => paid && failed,
  'paid and pending': ({ paid, pending }) => paid && pending,
  'paid and disputed': ({ paid, disputed }) => paid && disputed,
  'paid and refunded, unless in part': ({ paid, refund }) => paid && refund !== 'none' && refund !== 'partial',
  'refunded in part and not paid': ({ paid, refund }) => refund === 'partial' && !paid,
  'failed and refunded': ({ failed, refund }) => failed && refund !== 'none',
  'failed and disputed': ({ failed, disputed }) => failed && disputed,
  'failed and not final': ({ failed, final }) => failed && !final,
  'disputed and refunded': ({ disputed, refund }) => disputed && refund !== 'none',
  'pending and final': ({ pending, final }) => pending && final,
  'pending and failed, refunded or disputed': ({ pending, failed, refund, disputed }) =>
    pending && (failed || disputed || refund !== 'none'),
  'to be shipped without money, unless it is a purchase on account': ({ canShip: ships, paid, state }) =>
    ships && !paid && state !== 'awaiting-shipment',
  'paid and not final': ({ paid, final }) => paid && !final,
};

const contradictionsIn = (input: StatusInput, remaining?: RemainingAmount): string[] =>
  Object.entries(CONTRADICTIONS).flatMap(([name, holds]) => (holds(paymentState(input, remaining)) ? [name] : []));

describe('each status value of the spec has one answer to each question', () => {
  describe.each(STATUS_LISTS)('$title', ({ schema, inputs, answers }) => {
    test('each value of the spec has a row, and each row a value', () => {
      expect(Object.keys(answers).sort()).toEqual(inSpec(schema)['x-extensible-enum'].map(String).sort());
    });

    test.each(Object.entries(answers))('%s means %j, in every form', (value, expected) => {
      for (const input of inputs(value)) {
        expect({ input, answers: answersOf(input) }).toEqual({ input, answers: expected });
        expect({ input, found: contradictionsIn(input) }).toEqual({ input, found: [] });
      }
    });
  });

  test.each(OBJECTS)('$title', ({ input, remaining, answers }) => {
    const state = paymentState(input, remaining);
    expect(answersIn(state)).toEqual(answers);
    expect(answersOf(input)).toEqual(answersIn(paymentState(input)));
    expect(contradictionsIn(input, remaining)).toEqual([]);
  });

  test('docs/guides/payments.md shows these tables; `pnpm statuses:docs` writes them', async () => {
    const file = '../../../../docs/guides/payments.md';
    const guide = readFileSync(new URL(file, import.meta.url), 'utf8');
    const page = await withStatusTables(guide, (schema, value) => inSpec(schema)['x-enum-descriptions'][value] ?? '');
    await expect(page).toMatchFileSnapshot(file);
  });
});

test('no object of any fields causes a contradiction or an exception', () => {
  const values = STATUS_LISTS.flatMap(({ answers }) => Object.keys(answers).flatMap((value) => [value, Number(value)]));
  const status = fc.oneof(fc.constantFrom<unknown>(...values, undefined, null), fc.anything());
  const amount = fc.constantFrom<unknown>(undefined, null, -500, 0, 1495, 1995, '1995', '-5');
  const fields = {
    status,
    status_simple: status,
    transaction_status: status,
    details: fc.constantFrom<unknown>(
      undefined,
      null,
      {},
      { cleared: 'cleared' },
      ...values.map((one) => ({ status_simple: one })),
    ),
    amount,
    product_id: fc.constantFrom<unknown>(undefined, 16, 36, 310),
    payment_method: fc.constantFrom<unknown>(undefined, null, 'prepaid', 'debit'),
    payment_instructions: fc.constantFrom<unknown>(undefined, null, [], { iban: 'DE1' }),
    incoming_payment_date: fc.constantFrom<unknown>(undefined, null, '2026-03-02'),
    related_transactions: fc.constantFrom<unknown>(
      undefined,
      null,
      'x',
      [null],
      [{ hierarchy: 'child', ref_type_id: 19 }],
    ),
  };
  const payment = fc.record(fields, { requiredKeys: [] });
  const object = fc.record(
    { ...fields, transactions: fc.oneof(fc.anything(), fc.array(payment)) },
    { requiredKeys: [] },
  );
  const remaining = fc.option(fc.record({ amount: fc.constantFrom(0, 1495, 1995, null, undefined) }), {
    nil: undefined,
  });
  fc.assert(
    fc.property(object, remaining, (input, left) => {
      expect(contradictionsIn(input as StatusInput, left)).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
});

describe('paymentState() reads the other fields of an object', () => {
  const stateOf = (input: StatusInput, remaining?: RemainingAmount): PaymentStateName =>
    paymentState(input, remaining).state;
  const refundChild = { object: 'payment.transactions', hierarchy: 'child', ref_type_id: 19 };

  test('the simple status wins over the internal one, unless it leaves something open', () => {
    expect(stateOf({ status: 69, details: { status_simple: 1 } })).toBe('paid');
    expect(stateOf({ status: 6, details: { status_simple: 0 } })).toBe('open');
    expect(stateOf({ status: 9, details: { status_simple: 2 } })).toBe('authorised');
    expect(stateOf({ status: 85, details: { status_simple: 2 } })).toBe('awaiting-shipment');
  });

  test('a pending sale awaits a transfer only if it is a prepayment', () => {
    const instructions = { iban: 'DE02120300000000202051' };
    expect(stateOf({ status: 'pending' })).toBe('pending');
    expect(stateOf({ status: 'pending', payment_method: 'debit', payment_instructions: instructions })).toBe('pending');
    expect(stateOf({ status: 'pending', payment_method: 'prepaid' })).toBe('awaiting-transfer');
    expect(stateOf({ status: 'pending', payment_instructions: instructions })).toBe('awaiting-transfer');
    expect(stateOf({ status: 'pending', transactions: [{ status: 25, details: { status_simple: 2 } }] })).toBe(
      'awaiting-transfer',
    );
    expect(stateOf({ status: 'created', payment_method: 'prepaid', payment_instructions: instructions })).toBe('open');
    expect(stateOf({ status: 'ok', payment_method: 'prepaid', payment_instructions: instructions })).toBe('paid');
    expect(stateOf({ product_id: 36, details: { status_simple: 10 } })).toBe('awaiting-transfer');
  });

  test.each([
    ['a refund among its relations', { related_transactions: [refundChild] }],
    ['the date at which the money arrived', { incoming_payment_date: '2026-03-02T10:16:24+01:00' }],
    ['the date of a payout', { payout_date: '2026-03-04T00:00:00+01:00' }],
    ['cleared by the bank', { details: { status_simple: 5, cleared: 'cleared' } }],
  ])('a void payment is refunded with %s', (_, fields) => {
    expect(paymentState({ details: { status_simple: 5 }, ...fields })).toMatchObject({ refund: 'full', failed: false });
  });

  test.each([
    ['no relations', { related_transactions: [] }],
    ['a part of a mixed basket', { related_transactions: [{ hierarchy: 'child' }] }],
    ['a parent that it refunds', { related_transactions: [{ hierarchy: 'parent', ref_type_id: 19 }] }],
    ['not cleared by the bank', { details: { status_simple: 5, cleared: 'open' } }],
  ])('a void payment is cancelled with %s', (_, fields) => {
    expect(paymentState({ details: { status_simple: 5 }, ...fields })).toMatchObject({ refund: 'none', failed: true });
  });

  test('what checkStatus says is left tells a refund in part from one in full', () => {
    const payment = { amount: 1995, details: { status_simple: 1 } };
    expect(paymentState(payment, { amount: 1995 })).toMatchObject({ state: 'paid', refund: 'none' });
    expect(paymentState(payment, { amount: 1 })).toMatchObject({ state: 'paid', refund: 'partial', canShip: true });
    expect(paymentState(payment, { amount: 0 })).toMatchObject({ state: 'refunded', refund: 'full', paid: false });
    expect(paymentState(payment, { amount: null })).toMatchObject({ state: 'paid', refund: 'none' });
    expect(paymentState({ status_simple: 1, amount: 1995 })).toMatchObject({ state: 'paid', refund: 'none' });
    expect(refundState(payment, { amount: 0 })).toBe('full');
  });

  test('the payments of a sale say what became of its money', () => {
    const sale = (status: string, ...simple: number[]) => ({
      status,
      transactions: simple.map((one) => ({ object: 'payment.transactions', details: { status_simple: one } })),
    });
    expect(stateOf(sale('ok', 1))).toBe('paid');
    expect(stateOf(sale('shipped', 1, 4))).toBe('disputed');
    expect(stateOf(sale('ok', 7))).toBe('refunding');
    expect(stateOf(sale('cancelled', 7))).toBe('refunding');
    expect(stateOf(sale('cancelled', 5))).toBe('cancelled');
    expect(stateOf(sale('failed', 4))).toBe('failed');
    const refunded = { details: { status_simple: 5 }, related_transactions: [refundChild] };
    expect(stateOf({ status: 'ok', transactions: [refunded] })).toBe('refunded');
    expect(
      paymentState({ status: 'shipped', transactions: [refunded, { details: { status_simple: 1 } }] }),
    ).toMatchObject({
      state: 'delivered',
      refund: 'partial',
      canShip: false,
    });
    // A loyalty booking, and a refund itself, are no payments of the payer.
    const others = [
      { object: 'loyalty.transactions', status_simple: 4 },
      { amount: -500, details: { status_simple: 4 } },
    ];
    expect(stateOf({ status: 'ok', transactions: others })).toBe('paid');
  });

  test('a refund itself is no payment to ship for', () => {
    expect(paymentState({ amount: -500, details: { status_simple: 1 } })).toMatchObject({
      state: 'outgoing',
      paid: false,
      canShip: false,
      final: true,
    });
    expect(stateOf({ amount: -500, details: { status_simple: 3 } })).toBe('failed');
    expect(stateOf({ amount: '-500', status: 'accepted' })).toBe('outgoing');
  });

  test('the state is the discriminant of the answers', () => {
    const state = paymentState('ok');
    if (state.state !== 'paid') throw new Error('not paid');
    const [failed, refund]: [false, 'none' | 'partial'] = [state.failed, state.refund];
    expect([failed, refund]).toEqual([false, 'none']);
  });
});

describe('what the parts of a sale say about it', () => {
  const part = (status_simple: number, more: object = {}) => ({
    object: 'payment.transactions',
    amount: 1000,
    details: { status_simple },
    ...more,
  });
  const refund = { related_transactions: [{ hierarchy: 'child', ref_type_id: 19 }] };
  const sale = (...transactions: object[]) => ({ status: 'ok', transactions });

  test('attempts that failed do not hide that the money went back', () => {
    for (const attempt of [part(3), part(5)])
      expect(paymentState(sale(attempt, part(5, refund))).state).toBe('refunded');
  });

  test('refunds in the list count', () => {
    expect(paymentState(sale(part(1), part(1, { amount: -300 })))).toMatchObject({ state: 'paid', refund: 'partial' });
    expect(paymentState(sale(part(1), part(1, { amount: -1000 }))).state).toBe('refunded');
  });

  test('a refund is neither awaited nor shipped', () => {
    for (const status of [14, 10, 1]) expect(paymentState(part(status, { amount: -1000 })).state).toBe('outgoing');
    for (const status of [85, 25]) expect(paymentState({ status, amount: -1000 }).state).toBe('outgoing');
  });

  test('with nothing left, an unpaid payment is cancelled, and a paid one is refunded', () => {
    for (const status of [14, 10]) expect(paymentState(part(status), { amount: 0 }).state).toBe('cancelled');
    for (const amount of [0, -5]) expect(paymentState(part(1), { amount }).state).toBe('refunded');
  });

  test('what checkStatus reports later counts', () => {
    const now = (status_simple: number) => paymentState(part(1), { amount: 1000, status_simple } as never).state;
    expect([4, 7, 3, 5, 1].map(now)).toEqual(['disputed', 'refunding', 'failed', 'cancelled', 'paid']);
  });

  test('odd objects neither throw nor take long', () => {
    expect(paymentState(part(1, { amount: { valueOf: 1, toString: 1 } })).state).toBe('paid');
    expect(paymentState(sale(part(1, { amount: Symbol('1') }))).state).toBe('paid');
    const circle: { status: string; transactions: unknown[] } = { status: 'ok', transactions: [] };
    circle.transactions.push(circle, circle);
    expect(paymentState(circle).state).toBe('paid');
  });
});

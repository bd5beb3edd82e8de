import type { LoyaltyTransaction } from '@secuconnect/api';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  book,
  cancelBooking,
  isCancelled,
  lastBooking,
  LOYALTY_TRANSACTIONS,
  paying,
} from '../../src/loyalty/bookings.ts';
import { bookAction } from '../../src/loyalty/book-action.ts';
import { issueCard } from '../../src/loyalty/issue-cards.ts';
import { loadCard } from '../../src/loyalty/merchant-cards.ts';
import { engineParts } from '../engine/engine-fixture.ts';

const GROUP = { object: 'loyalty.cardgroups', id: 'CRG_1', display_name: 'Club', balance_limit: 1_000 };

function openCards(count = 1) {
  const engine = { ...engineParts({ seed: 1 }), pushes: { notify: () => undefined } };
  engine.store.put(GROUP.object, GROUP);
  const merchant = { object: 'general.merchants', id: 'MRC_1' };
  const cards = Array.from({ length: count }, () => issueCard(engine, GROUP, merchant).id);
  const bookingsOf = (id: string) =>
    [...engine.store.all<LoyaltyTransaction>(LOYALTY_TRANSACTIONS)].filter(
      ({ merchantcard }) => merchantcard?.id === id,
    );
  return { engine, cards, id: cards[0]!, bookingsOf };
}

test('a booking shows what was booked, and the credit after it', () => {
  const { engine, id, bookingsOf } = openCards();
  book(engine, id, { description: 'Aufladung', cash: 500, origin: { tid: 'VT1', store: 'STO_1' } });
  book(engine, id, { description: 'Einlösung', cash: -200 });
  expect(bookingsOf(id)).toMatchObject([
    { amount: 500, balance: 500, tid: 'VT1', store: { id: 'STO_1' }, is_cancelling: 0, status: 'accepted' },
    { amount: -200, balance: 300, tid: null, description: 'Einlösung' },
  ]);
  expect(loadCard(engine, id)).toMatchObject({ cash_balance: 300, balance: 300, stock_status: 'active' });
});

test('no kind of credit can make up for another one', () => {
  const { engine, id } = openCards();
  book(engine, id, { description: 'Bonus', bonus: 500, points: 5 });
  expect(() => book(engine, id, { description: 'Einlösung', cash: -1 })).toThrow('too little credit');
  expect(() => book(engine, id, { description: 'Punkte', points: -6 })).toThrow('too little credit');
  expect(loadCard(engine, id)).toMatchObject({ bonus_balance: 500, points: 5 });
});

test('a cancellation and its booking know each other', () => {
  const { engine, id, bookingsOf } = openCards();
  const { transaction } = book(engine, id, { description: 'Aufladung', cash: 500 });
  cancelBooking(engine, transaction.id);
  const [original, cancellation] = bookingsOf(id);
  expect(original!.children).toMatchObject([{ id: cancellation!.id, trans_id: cancellation!.trans_id }]);
  expect(cancellation).toMatchObject({
    amount: -500,
    balance: 0,
    description: 'Storno Aufladung',
    is_cancelling: 1,
    parents: [{ id: original!.id }],
  });
  expect(isCancelled(engine, original!.id)).toBe(true);
  expect(() => cancelBooking(engine, original!.id)).toThrow('cancelled before');
});

test('a top-up that is spent cannot be cancelled', () => {
  const { engine, id } = openCards();
  const { transaction } = book(engine, id, { description: 'Aufladung', cash: 500 });
  book(engine, id, { description: 'Einlösung', cash: -1 });
  expect(() => engine.store.transaction(() => cancelBooking(engine, transaction.id))).toThrow('too little credit');
  expect(loadCard(engine, id).balance).toBe(499);
});

test('a cancellation gives back more than the group allows', () => {
  const { engine, id } = openCards();
  book(engine, id, { description: 'Aufladung', cash: 1_000 });
  const { transaction } = book(engine, id, { description: 'Einlösung', cash: -400 });
  book(engine, id, { description: 'Aufladung', cash: 400 });
  cancelBooking(engine, transaction.id);
  expect(loadCard(engine, id).balance).toBe(1_400);
  expect(() => book(engine, id, { description: 'Aufladung', cash: 1 })).toThrow('at most 1000');
});

test('the last booking that can be cancelled is the whole of a part, and no cancellation', () => {
  const { engine, id } = openCards();
  expect(lastBooking(engine, id)).toBeUndefined();
  const { transaction } = book(engine, id, { description: 'Aufladung', cash: 500 });
  book(engine, id, { description: 'Bonus', bonus: 5, partOf: transaction });
  expect(lastBooking(engine, id)).toBe(transaction.id);
  cancelBooking(engine, transaction.id);
  expect(lastBooking(engine, id)).toBeUndefined();
  expect(loadCard(engine, id).balance).toBe(0);
});

test('rewards are spent before money', () => {
  expect(paying({ bonus_balance: 253 }, 700)).toEqual({ cash: -447, bonus: -253 });
  expect(paying({ bonus_balance: 253 }, 100)).toEqual({ cash: 0, bonus: -100 });
});

test('after any booking, no credit is below zero, and the bookings of a card add up to its credit', () => {
  const actions = [
    'charge',
    'discharge',
    'sale_revenue',
    'immediate_bonus',
    'charge_points',
    'discharge_points',
    'cancel_last',
  ];
  const step = fc.record({
    action: fc.constantFrom(...actions),
    card: fc.nat(1),
    isTransfer: fc.boolean(),
    amount: fc.nat(600),
    bonus_amount: fc.option(fc.nat(50), { nil: undefined }),
    amount_split_allowed: fc.constantFrom('true', 'false'),
  });
  let booked = 0;
  let rejected = 0;
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const { engine, cards, bookingsOf } = openCards(2);
      for (const { card, isTransfer, bonus_amount, ...input } of steps) {
        const [one, other] = [loadCard(engine, cards[card]!), loadCard(engine, cards[1 - card]!)];
        const body = { ...input, ...(bonus_amount !== undefined && { bonus_amount }) };
        try {
          engine.store.transaction(() => bookAction(engine, one, body, isTransfer ? other : undefined));
          booked += 1;
        } catch {
          rejected += 1;
        }
        for (const id of cards) {
          const { balance, cash_balance, bonus_balance, points } = loadCard(engine, id);
          const sum = bookingsOf(id).reduce((total, { amount }) => total + amount!, 0);
          expect(sum).toBe(balance);
          expect(cash_balance + bonus_balance).toBe(balance);
          expect(Math.min(cash_balance, bonus_balance, points)).toBeGreaterThanOrEqual(0);
          expect(bookingsOf(id).at(-1)?.balance ?? 0).toBe(balance);
        }
      }
    }),
    { seed: 7, numRuns: 150 },
  );
  // Otherwise, the property would say little.
  expect(Math.min(booked, rejected)).toBeGreaterThan(200);
});

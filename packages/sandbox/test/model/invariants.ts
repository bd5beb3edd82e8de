import { expect } from 'vitest';
import type { Model } from './model.ts';
import type { Fields, System } from './system.ts';

const PAID_STATUSES = new Set(['ok', 'received', 'collection', 'shipped', 'collected']);

const simpleOf = (payment: Fields): number => (payment['details'] as Fields)['status_simple'] as number;

/** The simple status of each payment. */
export const statusesOf = (system: System): ReadonlyMap<string, number> =>
  new Map(system.all('payment.transactions').map((payment) => [payment['id'] as string, simpleOf(payment)]));

/** What holds for the whole store after each step, no matter what the step was. */
export function checkInvariants(system: System, before: ReadonlyMap<string, number>, model: Model): void {
  const payments = system.all('payment.transactions');
  const leftOf = (id: string) => system.stored('_payments', id)!['left'] as number;
  for (const payment of payments.filter(({ amount }) => (amount as number) >= 0)) {
    const { id, amount } = payment as { readonly id: string; readonly amount: number };
    const refunded = -payments
      .filter(({ parents }) => (parents as Fields[] | undefined)?.some((parent) => parent['id'] === id))
      .reduce((sum, child) => sum + (child['amount'] as number), 0);
    expect(refunded, `${id} cannot be refunded beyond its amount`).toBeLessThanOrEqual(amount);
    const isVoid = simpleOf(payment) === 5 && refunded === 0;
    expect(leftOf(id), `what is left of ${id}`).toBe(isVoid ? 0 : amount - refunded);
  }
  for (const sale of system.all('smart.transactions')) {
    if (!PAID_STATUSES.has(sale['status'] as string)) continue;
    const links = ((sale['transactions'] ?? []) as { id: string }[]).map(({ id }) => id);
    // A payment that was cancelled afterwards has nothing left.
    const counting = links.filter((id) => simpleOf(system.stored('payment.transactions', id)!) !== 3);
    const isCash = sale['payment_method'] === 'cash';
    expect([links.length, counting.length], `payments of ${sale['id']}`).toEqual(isCash ? [0, 0] : [1, 1]);
  }
  checkPushes(system, before, model);
}

/** A push tells a changed simple status or a new refund, and each of them is told; only what a later attempt has replaced is not. */
function checkPushes(system: System, before: ReadonlyMap<string, number>, { payments }: Model): void {
  const replaced = new Set(payments.filter((payment) => payment.replaced).map(({ id }) => id));
  const after = statusesOf(system);
  const isRefund = (id: string) => (system.stored('payment.transactions', id)!['amount'] as number) < 0;
  const added = [...after.keys()].filter((id) => !before.has(id) && isRefund(id));
  // A new payment that is still open has told nothing yet.
  const changed = [...after].filter(([id, simple]) => !isRefund(id) && simple !== (before.get(id) ?? 0));
  const told = (type: string) => [...new Set(system.pushed.filter((push) => push.type === type).map(({ id }) => id))];
  expect(told('added').sort(), 'each refund is pushed').toEqual(added.sort());
  expect(system.pushed.filter(({ type }) => type === 'added')).toHaveLength(added.length);
  expect(told('changed').sort(), 'each change of a simple status is pushed').toEqual(
    changed
      .map(([id]) => id)
      .filter((id) => !replaced.has(id))
      .sort(),
  );
}

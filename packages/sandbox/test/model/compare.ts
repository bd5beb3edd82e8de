import { expect } from 'vitest';
import { SIMPLE, type Model, type Payment, type Sale } from './model.ts';
import type { Fields, System } from './system.ts';

/** Reads again what was written, and compares it with the model. */
export async function compare(model: Model, system: System, text: string): Promise<void> {
  learnIds(model, system);
  for (const sale of model.sales) await compareSale(sale, system, text);
  for (const payment of model.payments) await comparePayment(payment, system, text);
  expect(system.all('smart.transactions'), 'there are no other sales').toHaveLength(model.sales.length);
  const refunds = model.payments.reduce((sum, payment) => sum + payment.refunds.length, 0);
  expect(system.all('payment.transactions'), 'there are no other payments').toHaveLength(
    model.payments.length + refunds,
  );
}

/** Ids and numbers are for the sandbox to choose. */
function learnIds({ sales }: Model, system: System): void {
  for (const sale of sales) {
    const stored = system.stored('smart.transactions', sale.id);
    if (sale.payment?.id === '') sale.payment.id = linksOf(stored)[0] ?? 'a payment that is not linked';
    if (Number.isNaN(sale.receipt)) sale.receipt = stored?.['receipt_number'] as number;
  }
}

const linksOf = (sale: Fields | undefined): string[] =>
  ((sale?.['transactions'] ?? []) as { id: string }[]).map(({ id }) => id);

async function compareSale(sale: Sale, system: System, text: string): Promise<void> {
  const { body } = await read(system, `smart.transactions ${sale.id}`, `/Smart/Transactions/${sale.id}`);
  const { status, sum, payment, waits } = sale;
  const isOpen = payment?.state === 'open' && status !== 'aborted' && status !== 'cancelled';
  const iframe = waits ? (isOpen ? true : body['iframe_url'] !== undefined) : false;
  expect(
    {
      status: body['status'],
      sum: (body['basket_info'] as Fields)['sum'],
      payments: linksOf(body),
      hasPage: body['iframe_url'] !== undefined,
    },
    `the sale after ${text}`,
  ).toEqual({ status, sum, payments: payment ? [payment.id] : [], hasPage: iframe });
}

async function comparePayment(payment: Payment, system: System, text: string): Promise<void> {
  const path = `/Payment/Transactions/${payment.id}`;
  const kind = `payment.transactions ${payment.id}`;
  const { body } = await read(system, kind, path);
  const { body: rest } = await read(system, kind, `${path}/checkStatus`);
  const related = (body['related_transactions'] ?? []) as Fields[];
  const children = related.filter((link) => link['hierarchy'] === 'child').map((link) => link['id'] as string);
  const refunds = children.map((id) => -(system.stored('payment.transactions', id)!['amount'] as number));
  const { state, amount, left, accrual } = payment;
  expect(
    {
      simple: (body['details'] as Fields)['status_simple'],
      checked: rest['status_simple'],
      amount: body['amount'],
      left: rest['amount'],
      accrual: body['accrual'],
      refunds,
    },
    `the ${state} payment after ${text}`,
  ).toEqual({ simple: SIMPLE[state], checked: SIMPLE[state], amount, left, accrual, refunds: payment.refunds });
}

/** The answer for what was not written since is still known. */
const known = new WeakMap<System, Map<string, { readonly body: Fields }>>();

async function read(system: System, written: string, path: string): Promise<{ readonly body: Fields }> {
  const answers = known.get(system) ?? new Map<string, { readonly body: Fields }>();
  known.set(system, answers);
  const earlier = answers.get(path);
  const records = written.replace('payment.transactions', '_payments');
  if (earlier && !system.written.has(written) && !system.written.has(records)) return earlier;
  const answer = await system.api('GET', path);
  expect(answer.status, path).toBe(200);
  answers.set(path, answer);
  return answer;
}

import * as fc from 'fast-check';
import { hasPayment, paymentOf, type Action, type Call } from '../command.ts';
import { DONE, UNKNOWN, type Answer, type Model, type Payment } from '../model.ts';
import * as payments from '../model-payments.ts';
import { back } from './sales.ts';

/** An amount that depends on what is left when its time comes. */
const AMOUNTS: Readonly<Record<string, (payment: Payment) => number | undefined>> = {
  all: () => undefined,
  'all in numbers': ({ left }) => left,
  half: ({ left }) => Math.ceil(left / 2),
  one: () => 1,
  'too much': ({ left }) => left + 1,
  zero: () => 0,
};
/** Parts come more often: what follows them is more interesting. */
const amountName = fc.constantFrom(...Object.keys(AMOUNTS), 'half', 'one', 'one');

const onPayment = (
  payment: number,
  text: string,
  call: (payment: Payment) => Pick<Call, 'path'> & Partial<Call>,
  expected: (payment: Payment, model: Model) => Answer,
): Action => ({
  kind: 'payment',
  text: `${text} of payment -${payment}`,
  check: hasPayment,
  call: (model) => {
    const target = paymentOf(model, payment);
    return { method: 'POST', ...call(target), path: `/Payment/Transactions/${target.id}${call(target).path}` };
  },
  expect: (model) => expected(paymentOf(model, payment), model),
});

const cancel = fc.tuple(back, amountName, fc.boolean()).map(([payment, amount, isOld]) =>
  onPayment(
    payment,
    `cancel(${amount}${isOld ? ' by the old name' : ''})`,
    (target) => {
      const by = AMOUNTS[amount]!(target);
      return { path: '/cancel', body: by === undefined ? {} : { [isOld ? 'amount' : 'reduce_amount_by']: by } };
    },
    (target, model) => payments.cancel(model, target, AMOUNTS[amount]!(target)),
  ),
);

const capture = fc.tuple(back, amountName).map(([payment, amount]) =>
  onPayment(
    payment,
    `capture(${amount})`,
    (target) => {
      const part = AMOUNTS[amount]!(target);
      return { path: '/capture', body: part === undefined ? {} : { amount: part } };
    },
    (target, model) => payments.capture(model, target, AMOUNTS[amount]!(target)),
  ),
);

const increase = fc.tuple(back, fc.constantFrom(-1, 0, 500)).map(([payment, by]) =>
  onPayment(
    payment,
    `IncreaseAmount(by ${by})`,
    ({ left }) => ({ path: '/IncreaseAmount', body: { amount: Math.max(0, left + by) } }),
    (target) => payments.increase(target, Math.max(0, target.left + by)),
  ),
);

const revokeAccrual = back.map((payment) =>
  onPayment(payment, 'revokeAccrual', () => ({ path: '/revokeAccrual' }), payments.revokeAccrual),
);

const shipping = back.map((payment) =>
  onPayment(
    payment,
    'ShippingInformation',
    () => ({ method: 'PUT', path: '/ShippingInformation', body: { carrier: 'DHL', invoice_number: 'R 1' } }),
    payments.reportShipping,
  ),
);

const read = fc.tuple(back, fc.constantFrom('', '/checkStatus', '/OldFormat')).map(([payment, path]) =>
  onPayment(
    payment,
    `GET ${path || 'payment'}`,
    () => ({ method: 'GET', path }),
    () => DONE,
  ),
);

const unknown = fc.constantFrom('/cancel', '/capture', '/revokeAccrual').map((path): Action => ({
  kind: 'payment',
  text: `${path} of a payment that does not exist`,
  check: () => true,
  call: () => ({ method: 'POST', path: `/Payment/Transactions/PCI_0000000000000000000000000000AA${path}`, body: {} }),
  expect: () => UNKNOWN,
}));

/** What a merchant does with payments, with how often each comes. */
export const PAYMENT_ACTIONS: readonly (readonly [weight: number, fc.Arbitrary<Action>])[] = [
  [6, cancel],
  [3, capture],
  [2, increase],
  [1, revokeAccrual],
  [1, shipping],
  [1, read],
  [1, unknown],
];

import * as fc from 'fast-check';
import { hasPayment, hasSale, paymentOf, saleOf, type Action } from '../command.ts';
import { DAY, METHODS, type Model } from '../model.ts';
import * as payments from '../model-payments.ts';
import { checkout, confirm, RESULTS } from '../model-sales.ts';
import { back } from './sales.ts';

const confirmation = fc.tuple(back, fc.constantFrom(...RESULTS)).map(([sale, result]): Action => ({
  kind: 'confirm',
  text: `the payer of sale -${sale} returns (${result ?? 'as test data say'})`,
  check: hasSale,
  call: (model) => ({
    method: 'POST',
    path: `/confirm/${saleOf(model, sale).id}`,
    body: { result },
    control: true,
  }),
  expect: (model) => confirm(model, saleOf(model, sale), result),
}));

const hostedCheckout = fc
  .tuple(back, fc.constantFrom(...Object.keys(METHODS)), fc.constantFrom(...RESULTS, 'abort' as const))
  .map(([sale, method, result]): Action => ({
    kind: 'confirm',
    text: `the payer of sale -${sale} uses the checkout (${method}, ${result ?? 'as test data say'})`,
    check: hasSale,
    call: (model) => ({
      method: 'POST',
      path: `/checkout/${saleOf(model, sale).id}`,
      body: { method, result },
      control: true,
    }),
    expect: (model) => checkout(model, saleOf(model, sale), method, result),
  }));

/** There is no transfer of less than nothing. */
const transferred = (model: Model, payment: number, more: number): number =>
  Math.max(0, paymentOf(model, payment).left + more);

const transfer = fc.tuple(back, fc.constantFrom(-1, 0, 1)).map(([payment, more]): Action => ({
  kind: 'payment',
  text: `a transfer for payment -${payment} (${['too little', 'right', 'too much'][more + 1]})`,
  check: hasPayment,
  call: (model) => ({
    method: 'POST',
    path: `/payments/${paymentOf(model, payment).id}/transfer`,
    body: { amount: transferred(model, payment, more) },
    control: true,
  }),
  expect: (model) => payments.transfer(paymentOf(model, payment), transferred(model, payment, more)),
}));

/** Everything that can happen to a payment, and what happens often more often. */
const stepName = fc.oneof(
  fc.constantFrom(...payments.STEP_NAMES),
  fc.constantFrom('charge-back', 'resolve', 'pay-out', 'receive-invoice', 'deny', 'complete'),
);

const step = fc.tuple(back, stepName).map(([payment, name]): Action => ({
  kind: 'payment',
  text: `the step ${name} of payment -${payment}`,
  check: hasPayment,
  call: (model) => ({
    method: 'POST',
    path: `/payments/${paymentOf(model, payment).id}/steps`,
    body: { step: name },
    control: true,
  }),
  expect: (model) => payments.step(model, paymentOf(model, payment), name),
}));

/** Time goes on by a duration, or until the next thing that waits for its time has happened. */
const advance = fc.constantFrom(60_000, DAY, undefined, undefined).map((duration): Action => {
  const durationIn = (model: Model): number => duration ?? Math.max(0, ...timesUntil(model).slice(0, 1));
  return {
    kind: 'payment',
    text: duration === undefined ? 'the next thing happens' : `${duration / 60_000} minutes pass`,
    check: (model) => duration !== undefined || model.events.length > 0,
    call: (model) => ({ method: 'POST', path: '/clock', body: { advance: durationIn(model) }, control: true }),
    expect: (model) => payments.advance(model, durationIn(model)),
    after: (_model, _response, system) => system.signIn(),
  };
});

const timesUntil = ({ events, now }: Model): number[] => events.map(({ at }) => at - now).sort((a, b) => a - b);

/** What payers, banks and time do, with how often each comes. */
export const WORLD_ACTIONS: readonly (readonly [weight: number, fc.Arbitrary<Action>])[] = [
  [3, confirmation],
  [2, hostedCheckout],
  [2, transfer],
  [5, step],
  [3, advance],
];

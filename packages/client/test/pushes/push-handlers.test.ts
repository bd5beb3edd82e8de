import type { PaymentTransaction, SecupayTransaction } from '@secuconnect/api';
import { describe, expect, expectTypeOf, test, vi } from 'vitest';
import type { Secuconnect } from '../../src/client.ts';
import { pushTargets } from '../../src/pushes/fetch-pushed-object.ts';
import { pushEvent } from '../../src/pushes/push-event.ts';
import { createPushHandler } from '../../src/pushes/push-handler.ts';
import { handlerFor, type PushHandlers } from '../../src/pushes/push-handlers.ts';
import { createReceiver, paymentChanged, pushRequest, stubApi } from './push-receiver.ts';

const HASH = 'gcacbezjwtrt12052450';

describe('handlerFor()', () => {
  const names = [...pushTargets, 'payment.transactions.oldFormat'];
  const handlers = Object.fromEntries(names.map((name) => [name, () => name])) as PushHandlers;
  const handlerOf = (target: string, id: string, event: object = {}) =>
    handlerFor(handlers, { ...pushEvent({ target, id }), ...event }, { object: target, id });
  const nameOf = (target: string, id: string) => (handlerOf(target, id) as (() => string) | undefined)?.();

  test.each(pushTargets.filter((target) => target !== 'payment.transactions'))(
    '%s has one handler for all ids',
    (target) => {
      expect([nameOf(target, 'PCI_1'), nameOf(target, HASH)]).toEqual([target, target]);
    },
  );

  test('payments have two handlers: one for ids that begin with PCI_, one for hashes', () => {
    expect(nameOf('payment.transactions', 'PCI_1')).toBe('payment.transactions');
    expect(nameOf('payment.transactions', HASH)).toBe('payment.transactions.oldFormat');
  });

  test.each(['payment.transactions.oldFormat', 'toString', '__proto__', 'loyalty.cards'])(
    '%s is not a target',
    (target) => {
      expect(handlerOf(target, HASH)).toBeUndefined();
    },
  );

  test('an object of another kind, and an event of an unknown type, have no handler', () => {
    const event = paymentChanged();
    expect(handlerFor(handlers, event, { object: 'payment.payouts', id: 'PCI_1' })).toBeUndefined();
    expect(handlerOf('payment.transactions', 'PCI_1', { type: 'melted' })).toBeUndefined();
    expect(handlerOf('payment.transactions', 'PCI_1', { type: 'display' })).toBeDefined();
  });
});

describe('old-format payments', () => {
  test('reach their own handler, and not the one for payments', async () => {
    const [payments, oldPayments] = [vi.fn(), vi.fn()];
    const { handle, reads, allHandled } = createReceiver({
      handlers: { 'payment.transactions': payments, 'payment.transactions.oldFormat': oldPayments },
    });
    await handle(pushRequest(paymentChanged(HASH)));
    await handle(pushRequest(paymentChanged('PCI_1')));
    await allHandled();
    expect(reads).toEqual([`/Payment/Transactions/${HASH}/OldFormat`, '/Payment/Transactions/PCI_1']);
    expect(oldPayments.mock.calls.map(([{ id }]) => id)).toEqual([HASH]);
    expect(payments.mock.calls.map(([{ id }]) => id)).toEqual(['PCI_1']);
  });

  test('reach onUnhandled without a handler of their own, and are not read', async () => {
    const { handle, reads, handled, onUnhandled, allHandled } = createReceiver();
    await expect(handle(pushRequest(paymentChanged(HASH)))).resolves.toHaveProperty('status', 200);
    await allHandled();
    expect([reads, handled]).toEqual([[], []]);
    expect(onUnhandled).toHaveBeenCalledOnce();
  });
});

test('handlers get the type of their object, and a context with the client that was passed', async () => {
  const seen: unknown[] = [];
  const { secuconnect } = stubApi();
  const request = pushRequest(paymentChanged('PCI_1'));
  const handle = createPushHandler({
    secuconnect: () => secuconnect,
    handlers: {
      'payment.transactions': (payment, event, context) => {
        expectTypeOf(payment).toEqualTypeOf<PaymentTransaction>();
        expectTypeOf(event.target).toEqualTypeOf<'payment.transactions'>();
        expectTypeOf(context.secuconnect).toEqualTypeOf<Secuconnect>();
        seen.push(context.secuconnect, context.request, context.signal.aborted);
      },
      'payment.transactions.oldFormat': (payment, event) => {
        expectTypeOf(payment).toEqualTypeOf<SecupayTransaction>();
        expectTypeOf(event.target).toEqualTypeOf<'payment.transactions'>();
      },
      'payment.secupaydebits': (payment, event) => {
        expectTypeOf(payment).toEqualTypeOf<SecupayTransaction>();
        expectTypeOf(event.target).toEqualTypeOf<'payment.secupaydebits'>();
      },
    },
    acknowledge: 'after-handling',
    onError: (error) => seen.push(error),
  });
  await handle(request);
  expect(seen).toEqual([secuconnect, request, false]);
});

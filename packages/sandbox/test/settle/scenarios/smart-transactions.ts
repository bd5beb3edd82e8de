import { ACCOUNT, PAYER } from '../../support/open-sandbox.ts';
import { failureOf } from '../../support/failure-of.ts';
import { pick, type ScenarioContext, type Scenarios } from '../scenario.ts';

const DECLINED = 'DE80120300000000000051';

const amount = ({ random }: ScenarioContext): number => 1_000 + Math.floor(random() * 5_000);

async function newSale(context: ScenarioContext): Promise<string> {
  const { id } = await context.secuconnect.smart.transactions.create({
    transactionRef: context.unique('order'),
    customer: PAYER,
    basket_info: { sum: amount(context), currency: 'EUR' },
  });
  return id;
}

/** A sale that the payer has paid with cash, or that is only open. */
async function someSale(context: ScenarioContext): Promise<string> {
  const id = await newSale(context);
  if (context.random() < 0.5) await context.secuconnect.smart.transactions.start(id, 'cash');
  return id;
}

/** A subscription, which began before everything that is settled. */
async function newSubscription(context: ScenarioContext): Promise<string> {
  const { secuconnect, sandbox, unique } = context;
  const phase = {
    sequence: 1,
    tenure_type: 'regular',
    interval: { unit: 'month', count: 1 },
    total_cycles: 0,
    price: 799,
  };
  const { id: plan_id } = await secuconnect.payment.plans.create({
    description: unique('plan'),
    status: 'active',
    payment_methods: ['debit'],
    billing_cycles: [phase],
  });
  const { id } = await secuconnect.smart.transactions.create({
    customer: PAYER,
    basket: { products: [{ id: 1, item_type: 'subscription', desc: 'Box', plan_id, quantity: 1 }] },
    basket_info: { sum: 799, currency: 'EUR' },
  });
  await secuconnect.smart.transactions.start(id, 'debit', { container: ACCOUNT });
  await sandbox.control.advance('1m');
  return sandbox.control.ids('payment.subscriptions').at(-1)!;
}

export const smartTransactions: Scenarios = {
  'smart.transactions.create': {
    mayRepeat: true,
    async arrange(context) {
      const body = { transactionRef: context.unique('order'), basket_info: { sum: amount(context), currency: 'EUR' } };
      return (options) => context.secuconnect.smart.transactions.create(body, options);
    },
  },
  'smart.transactions.prepare': {
    async arrange(context) {
      const id = await newSale(context);
      const { smart } = context.secuconnect;
      if (context.random() < 0.5) await smart.transactions.prepare(id, 'debit', { container: ACCOUNT });
      return (options) => smart.transactions.prepare(id, 'debit', { container: ACCOUNT }, options);
    },
  },
  'smart.transactions.start': {
    async arrange(context) {
      const id = await newSale(context);
      const { smart } = context.secuconnect;
      // Declined by the bank, as test data say.
      const declined = { container: { type: 'bank_account', private: { owner: 'Erika Beispiel', iban: DECLINED } } };
      if (context.random() < 0.3) await failureOf(smart.transactions.start(id, 'debit', declined));
      const methods = ['prepaid', 'cashless', 'cash', 'debit', 'invoice'] as const;
      const method = pick(context, methods);
      const body = method === 'debit' ? { container: ACCOUNT } : {};
      const { payers, staff } = context.sandbox.control;
      return {
        write: (options) => smart.transactions.start(id, method, body, options),
        meanwhile: pick(context, [
          () => staff.abort(id),
          () => staff.cancel(id),
          () => payers.checkout(id, { method: 'debit', result: 'abort' }),
          () => smart.transactions.update(id, { merchantRef: context.unique('order') }),
        ]),
      };
    },
  },
  'smart.transactions.startPrepared': {
    async arrange(context) {
      const id = await newSale(context);
      const { smart } = context.secuconnect;
      await smart.transactions.prepare(id, 'debit', { container: ACCOUNT });
      return {
        write: (options) => smart.transactions.startPrepared(id, {}, options),
        meanwhile: () => context.sandbox.control.staff.abort(id),
      };
    },
  },
  'smart.transactions.update': {
    async arrange(context) {
      const id = await newSale(context);
      const { smart } = context.secuconnect;
      const state = context.random();
      if (state < 0.3) await smart.transactions.prepare(id, 'debit', { container: ACCOUNT });
      else if (state < 0.6) await smart.transactions.prepare(id, 'paypal');
      const sum = amount(context);
      const body = {
        merchantRef: context.unique('order'),
        basket: { products: [{ id: 1, item_type: 'article', desc: 'Beans', quantity: 1, priceOne: sum, tax: 7 }] },
        basket_info: { sum, currency: 'EUR' },
        ...(context.random() < 0.2 && { customer: PAYER }),
      };
      return {
        write: (options) => smart.transactions.update(id, body, options),
        meanwhile: pick(context, [
          () => smart.transactions.update(id, { merchantRef: context.unique('order') }),
          () => smart.transactions.start(id, 'cash'),
          () => context.sandbox.control.staff.abort(id),
        ]),
      };
    },
  },
  'smart.transactions.cancel': {
    async arrange(context) {
      const id = await someSale(context);
      return {
        write: (options) => context.secuconnect.smart.transactions.cancel(id, options),
        meanwhile: () => context.secuconnect.smart.transactions.start(id, 'cash'),
      };
    },
  },
  'smart.transactions.abort': {
    async arrange(context) {
      const id = await newSale(context);
      return {
        write: (options) => context.secuconnect.smart.transactions.abort(id, options),
        meanwhile: () => context.secuconnect.smart.transactions.start(id, 'cash'),
      };
    },
  },
  'smart.transactions.preTransaction': {
    async arrange(context) {
      const id = await newSale(context);
      return (options) => context.secuconnect.smart.transactions.preTransaction(id, options);
    },
  },
  'smart.transactions.setDelivery': {
    async arrange(context) {
      const { smart } = context.secuconnect;
      const { id } = await smart.transactions.create({
        intent: context.random() < 0.5 ? 'order' : 'sale',
        customer: PAYER,
        basket_info: { sum: amount(context), currency: 'EUR' },
      });
      await smart.transactions.start(id, 'cash');
      const parcel = (): object => ({ type: 'shipping', shipped_by: 'DHL', tracking_code: context.unique('parcel') });
      if (context.random() < 0.3) await smart.transactions.setDelivery(id, { delivery_options: parcel() });
      const body = { delivery_options: parcel() };
      return {
        write: (options) => smart.transactions.setDelivery(id, body, options),
        meanwhile: pick(context, [
          () => smart.transactions.setDelivery(id, { delivery_options: parcel() }),
          () => context.sandbox.control.staff.cancel(id),
        ]),
      };
    },
  },
  'smart.transactions.updatePaymentContainer': {
    async arrange(context) {
      const id = await newSubscription(context);
      return (options) => context.secuconnect.smart.transactions.updatePaymentContainer(id, options);
    },
  },
};

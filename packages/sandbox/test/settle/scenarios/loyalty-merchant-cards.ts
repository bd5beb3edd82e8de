import { GROUP, MERCHANT, newCard } from '../../support/loyalty.ts';
import { ACCOUNT } from '../../support/open-sandbox.ts';
import { pick, type ScenarioContext, type Scenarios } from '../scenario.ts';

const CREDIT = 10_000;
const MINUTE_MS = 60_000;

const amount = ({ random }: ScenarioContext): number => 1 + Math.floor(random() * 4_000);
async function newCustomer({ secuconnect, unique }: ScenarioContext): Promise<string> {
  const { id } = await secuconnect.loyalty.customers.create({ merchant: MERCHANT, note: unique('note') });
  return id;
}

export const loyaltyMerchantCards: Scenarios = {
  'loyalty.merchantCards.createMerchantCards': {
    mayRepeat: true,
    async arrange(context) {
      const { merchantCards } = context.secuconnect.loyalty;
      const body = { customer: { customernumber: context.unique('C') } };
      return (options) => merchantCards.createMerchantCards(MERCHANT, GROUP, body, options);
    },
  },
  'loyalty.merchantCards.update': {
    async arrange(context) {
      const { loyalty, smart } = context.secuconnect;
      const { id } = await newCard(context);
      const { container } = await smart.transactions.create({ container: ACCOUNT });
      const expiry_date = `20${30 + Math.floor(context.random() * 60)}-01-01T00:00:00+01:00`;
      const payment_container = container!.id!;
      const body = pick(context, [
        { expiry_date },
        { payment_container },
        { expiry_date, payment_container },
        { expiry_date, additional_data: { table: context.unique('T') } },
      ]);
      return (options) => loyalty.merchantCards.update(id, body, options);
    },
  },
  'loyalty.merchantCards.updateCardGroup': {
    async arrange(context) {
      const { cardGroups, merchantCards } = context.secuconnect.loyalty;
      const { id } = await newCard(context);
      const group = await cardGroups.create({ merchant: MERCHANT, display_name: context.unique('Club') });
      const another = await cardGroups.create({ merchant: MERCHANT, display_name: context.unique('Club') });
      return {
        write: (options) => merchantCards.updateCardGroup(id, group.id, options),
        meanwhile: () => merchantCards.updateCardGroup(id, another.id),
      };
    },
  },
  'loyalty.merchantCards.registerCustomer': {
    async arrange(context) {
      const { merchantCards } = context.secuconnect.loyalty;
      const { id } = await newCard(context);
      const body = pick(context, [{ customernumber: context.unique('C') }, { note: context.unique('note') }]);
      return (options) => merchantCards.registerCustomer(id, body, options);
    },
  },
  'loyalty.merchantCards.setCustomer': {
    async arrange(context) {
      const { merchantCards } = context.secuconnect.loyalty;
      const { id } = await newCard(context);
      if (context.random() < 0.5) await merchantCards.setCustomer(id, await newCustomer(context));
      const customer = await newCustomer(context);
      return {
        write: (options) => merchantCards.setCustomer(id, customer, options),
        meanwhile: async () => merchantCards.setCustomer(id, await newCustomer(context)),
      };
    },
  },
  'loyalty.merchantCards.lock': {
    async arrange(context) {
      const { merchantCards } = context.secuconnect.loyalty;
      const { id } = await newCard(context);
      const [reason, note] = [pick(context, [1, 2, 3, 6, 8]), context.unique('note')];
      const body = pick(context, [{}, { note }, { reason }, { reason, note }]);
      return {
        write: (options) => merchantCards.lock(id, body, options),
        // Without a note or a reason, any lock is the one that was wanted.
        meanwhile: () => 'note' in body && merchantCards.lock(id, { note: context.unique('note') }),
      };
    },
  },
  'loyalty.merchantCards.unlock': {
    async arrange(context) {
      const { merchantCards } = context.secuconnect.loyalty;
      const { id } = await newCard(context);
      await merchantCards.lock(id, { reason: 1 });
      return (options) => merchantCards.unlock(id, {}, options);
    },
  },
  'loyalty.merchantCards.transaction': {
    async arrange(context) {
      const { merchantCards } = context.secuconnect.loyalty;
      const { id } = await newCard(context, CREDIT);
      await merchantCards.transaction(id, { action: 'charge_points', amount: CREDIT });
      // A bonus is a part of the balance that cash is not.
      if (context.random() < 0.5)
        await merchantCards.transaction(id, { action: 'immediate_bonus', bonus_amount: amount(context) });
      // Bookings on a card are further apart than a second.
      await context.sandbox.control.advance(MINUTE_MS);
      const body = pick(context, [
        { action: 'charge', amount: amount(context) },
        { action: 'charge', amount: amount(context), bonus_amount: 200 },
        { action: 'discharge', amount: amount(context) },
        { action: 'charge_points', amount: amount(context) },
        { action: 'discharge_points', amount: amount(context) },
        { action: 'immediate_bonus', bonus_amount: amount(context) },
        { action: 'sale_revenue', amount: amount(context), bonus_amount: amount(context) },
        { action: 'sale_revenue', amount: amount(context) },
        { action: 'cancel_last' },
      ]);
      return {
        write: (options) => merchantCards.transaction(id, body, options),
        meanwhile: pick(context, [
          () => merchantCards.transaction(id, { ...body, amount: 4_001, bonus_amount: 4_004 }),
          () => merchantCards.transaction(id, { action: 'charge', amount: 4_002 }),
          () => merchantCards.transaction(id, { action: 'charge_points', amount: 4_003 }),
          () => merchantCards.lock(id, { reason: 1 }),
        ]),
      };
    },
  },
};

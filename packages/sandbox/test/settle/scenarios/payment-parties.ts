import { ACCOUNT } from '../../support/open-sandbox.ts';
import { pick, type ScenarioContext, type Scenarios } from '../scenario.ts';

const MERCHANT = 'MRC_5P1RXK7MW2N8Q4T6V9Y3Z0C5E7G2J';
const IBANS = ['DE37503240001000000524', 'DE02120300000000202051', 'DE02 1203 0000 0000 2020 51'] as const;

const contact = ({ unique, random }: ScenarioContext) => ({
  forename: 'Erika',
  surname: unique('Beispiel'),
  // The API writes both in its own way.
  ...(random() < 0.3 && { phone: '+49 35955 55555', dob: '1984-05-17' }),
});

/** An account of another holder each time. */
const account = ({ unique, random }: ScenarioContext) => ({
  type: 'bank_account',
  private: { owner: unique('Erika'), iban: pick({ random }, IBANS) },
});

const mandate = ({ unique, random }: ScenarioContext) => ({
  iban: IBANS[0],
  bic: 'FTSBDEFAXXX',
  type: 'CORE',
  date_of_signature: `20${10 + Math.floor(random() * 15)}-03-0${1 + Math.floor(random() * 9)}`,
  merchant_id: { object: 'general.merchants', id: MERCHANT },
  ...(random() < 0.5 && { identification: unique('mandate') }),
});

const plan = ({ unique, random }: ScenarioContext) => ({
  description: unique('plan'),
  currency: 'EUR',
  status: 'active',
  payment_methods: ['debit'],
  billing_cycles: [
    {
      sequence: 1,
      tenure_type: 'regular',
      interval: { unit: 'month', count: 1 },
      total_cycles: 0,
      price: 100 + Math.floor(random() * 900),
    },
  ],
  ...(random() < 0.5 && { merchant_id: MERCHANT }),
});

const newContainer = async (context: ScenarioContext): Promise<string> =>
  (await context.secuconnect.payment.containers.create(account(context))).id;
const newCustomer = async (context: ScenarioContext): Promise<string> =>
  (await context.secuconnect.payment.customers.create({ contact: contact(context) })).id;
const newPlan = async (context: ScenarioContext): Promise<string> =>
  (await context.secuconnect.payment.plans.create(plan(context) as never)).id;

export const paymentParties: Scenarios = {
  'payment.containers.create': {
    mayRepeat: true,
    async arrange(context) {
      if (context.random() < 0.3) await newContainer(context);
      const body = {
        ...account(context),
        ...(context.random() < 0.5 && { customer_id: await newCustomer(context) }),
      };
      return (options) => context.secuconnect.payment.containers.create(body, options);
    },
  },
  'payment.containers.update': {
    async arrange(context) {
      const id = await newContainer(context);
      const body = {
        ...account(context),
        ...(context.random() < 0.5 && { customer_id: await newCustomer(context) }),
      };
      const { containers } = context.secuconnect.payment;
      return {
        write: (options) => containers.update(id, body, options),
        meanwhile: () => containers.update(id, account(context)),
      };
    },
  },
  'payment.containers.delete': {
    async arrange(context) {
      const id = await newContainer(context);
      return (options) => context.secuconnect.payment.containers.delete(id, options);
    },
  },
  'payment.containers.archive': {
    async arrange(context) {
      const { containers } = context.secuconnect.payment;
      const wallet = {
        type: 'googlepay',
        private: { signature: 'x', protocolVersion: 'ECv2', signedMessage: '{}' },
        request_token: true,
      } as const;
      const { id } = await containers.create(context.random() < 0.7 ? wallet : ACCOUNT);
      return (options) => containers.archive(id, options);
    },
  },
  'payment.containers.mandate': {
    async arrange(context) {
      const { containers } = context.secuconnect.payment;
      const id = await newContainer(context);
      if (context.random() < 0.3) await containers.mandate(id, { type: 'B2B' });
      return (options) => containers.mandate(id, { type: 'B2B' }, options);
    },
  },
  'payment.customers.create': {
    mayRepeat: true,
    async arrange(context) {
      if (context.random() < 0.3) await newCustomer(context);
      const body = { contact: contact(context) };
      return (options) => context.secuconnect.payment.customers.create(body, options);
    },
  },
  'payment.customers.update': {
    async arrange(context) {
      const id = await newCustomer(context);
      const body = { contact: contact(context) };
      return (options) => context.secuconnect.payment.customers.update(id, body, options);
    },
  },
  'payment.customers.delete': {
    async arrange(context) {
      const id = await newCustomer(context);
      return (options) => context.secuconnect.payment.customers.delete(id, options);
    },
  },
  'payment.mandates.create': {
    mayRepeat: true,
    async arrange(context) {
      const body = { ...mandate(context), iban: pick(context, IBANS.slice(0, 2)) };
      return (options) => context.secuconnect.payment.mandates.create(body, options);
    },
  },
  'payment.plans.create': {
    mayRepeat: true,
    async arrange(context) {
      if (context.random() < 0.3) await newPlan(context);
      const body = plan(context);
      return (options) => context.secuconnect.payment.plans.create(body as never, options);
    },
  },
  'payment.plans.update': {
    async arrange(context) {
      const id = await newPlan(context);
      const body = plan(context);
      return (options) => context.secuconnect.payment.plans.update(id, body as never, options);
    },
  },
  'payment.plans.patch': {
    async arrange(context) {
      const id = await newPlan(context);
      const { description, billing_cycles } = plan(context);
      const body = context.random() < 0.5 ? { description } : { billing_cycles };
      return (options) => context.secuconnect.payment.plans.patch(id, body as never, options);
    },
  },
  'payment.contracts.clone': {
    async arrange(context) {
      const { contracts } = context.secuconnect.payment;
      const body = { project: context.unique('project') };
      return (options) => contracts.clone('me', body, options);
    },
  },
  'payment.contracts.requestId': {
    async arrange(context) {
      const body = {
        project: context.unique('project'),
        contact: { ...contact(context), companyname: 'Example Roastery GmbH', email: 'owner@example.com' },
      };
      return (options) => context.secuconnect.payment.contracts.requestId('me', body, options);
    },
  },
};

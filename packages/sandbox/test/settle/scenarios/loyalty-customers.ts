import { MERCHANT } from '../../support/loyalty.ts';
import { ACCOUNT } from '../../support/open-sandbox.ts';
import { pick, type ScenarioContext, type Scenarios } from '../scenario.ts';

const person = ({ unique }: ScenarioContext) => ({
  customernumber: unique('C'),
  merchant_contact: { forename: 'Max', surname: unique('Muster') },
  note: unique('note'),
});

async function newCustomer(context: ScenarioContext): Promise<string> {
  const { id } = await context.secuconnect.loyalty.customers.create({ ...person(context), merchant: MERCHANT });
  return id;
}

async function newContainer({ secuconnect }: ScenarioContext): Promise<string> {
  const { container } = await secuconnect.smart.transactions.create({ container: ACCOUNT });
  return container!.id!;
}

export const loyaltyCustomers: Scenarios = {
  'loyalty.customers.create': {
    mayRepeat: true,
    async arrange(context) {
      const { customers } = context.secuconnect.loyalty;
      const body = { ...person(context), merchant: MERCHANT };
      return (options) => customers.create(body, options);
    },
  },
  'loyalty.customers.update': {
    async arrange(context) {
      const { customers } = context.secuconnect.loyalty;
      const id = await newCustomer(context);
      const { note, merchant_contact } = person(context);
      const bodies = [
        { anonymize: true },
        { note, merchant: MERCHANT },
        { note, additional_data: { favourite: context.unique('BEAN') } },
        // The API shows the number without spaces.
        { merchant_contact: { ...merchant_contact, phone: '+49 35955 1' } },
      ];
      const body = pick(context, bodies);
      return {
        write: (options) => customers.update(id, body, options),
        meanwhile: () => customers.update(id, { note: context.unique('note') }),
      };
    },
  },
  'loyalty.customers.assignPaymentContainer': {
    async arrange(context) {
      const { customers } = context.secuconnect.loyalty;
      const [id, container] = [await newCustomer(context), await newContainer(context)];
      if (context.random() < 0.5) await customers.assignPaymentContainer(id, await newContainer(context));
      return {
        write: (options) => customers.assignPaymentContainer(id, container, options),
        meanwhile: async () => customers.assignPaymentContainer(id, await newContainer(context)),
      };
    },
  },
  'loyalty.customers.unassignPaymentContainer': {
    async arrange(context) {
      const { customers } = context.secuconnect.loyalty;
      const [id, container] = [await newCustomer(context), await newContainer(context)];
      await customers.assignPaymentContainer(id, container);
      if (context.random() < 0.5) await customers.assignPaymentContainer(id, await newContainer(context));
      return (options) => customers.unassignPaymentContainer(id, container, options);
    },
  },
};

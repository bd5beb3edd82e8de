import type {
  BankAccountDescriptor,
  LoyaltyCustomer,
  LoyaltyCustomerInput,
  LoyaltyMerchantCardCustomerInput,
  LoyaltyPaymentContainer,
} from '@secuconnect/api';
import { create, load, reference, type Reference } from '../call/objects.ts';
import type { Engine } from '../engine/engine.ts';
import { CONTAINERS, type Instrument } from '../parties/containers.ts';
import { normalContact } from '../parties/customers.ts';
import { CUSTOMERS, refreshCopies } from './merchant-cards.ts';

/** @param merchant Whose customer it is. */
export function createCustomer(
  engine: Pick<Engine, 'store' | 'ids' | 'clock'>,
  merchant: Reference,
  input: LoyaltyMerchantCardCustomerInput,
): LoyaltyCustomer {
  return create(engine, CUSTOMERS, 'CUS_', {
    merchant,
    consent_for_communication: 'not_set',
    ...fieldsOf(input),
  });
}

/** Changes what the input has; or, if it says so, forgets who the customer is. */
export function updateCustomer(
  engine: Pick<Engine, 'store'>,
  id: string,
  { anonymize, merchant, ...input }: LoyaltyCustomerInput,
): LoyaltyCustomer {
  const customer = load<LoyaltyCustomer>(engine, CUSTOMERS, id);
  if (anonymize) return keep(engine, anonymous(customer));
  const moved = merchant === undefined ? {} : { merchant: reference('general.merchants', merchant) };
  return keep(engine, { ...customer, ...moved, ...fieldsOf(input) });
}

/** The merchant keeps the contact; the platform completes it. */
function fieldsOf({ merchant_contact, ...fields }: LoyaltyMerchantCardCustomerInput): Partial<LoyaltyCustomer> {
  if (!merchant_contact) return fields;
  const contact = normalContact(merchant_contact as never);
  return { ...fields, merchant_contact: contact, contact };
}

const anonymous = ({ object, id, merchant, created }: LoyaltyCustomer): LoyaltyCustomer => ({
  object,
  id,
  merchant,
  created,
  customernumber: null,
  note: null,
  consent_for_communication: 'not_set',
});

function keep(engine: Pick<Engine, 'store'>, customer: LoyaltyCustomer): LoyaltyCustomer {
  engine.store.put(CUSTOMERS, customer);
  refreshCopies(engine, 'customer', customer);
  return customer;
}

/** @throws ApiException for a customer or an instrument that does not exist. */
export function assignContainer(engine: Pick<Engine, 'store'>, id: string, container: string): LoyaltyCustomer {
  const customer = load<LoyaltyCustomer>(engine, CUSTOMERS, id);
  const others = (customer.payment_container ?? []).filter((one) => one.id !== container);
  return keep(engine, { ...customer, payment_container: [...others, instrumentOf(engine, container, customer)] });
}

/** A customer without instruments has no such field. */
export function unassignContainer(engine: Pick<Engine, 'store'>, id: string, container: string): LoyaltyCustomer {
  const { payment_container: all = [], ...customer } = load<LoyaltyCustomer>(engine, CUSTOMERS, id);
  const left = all.filter((one) => one.id !== container);
  return keep(engine, { ...customer, ...(left.length > 0 && { payment_container: left }) });
}

/**
 * A payment instrument, as cards and customers show it: one that the customer has, or a Payment Container.
 *
 * @throws ApiException 404
 */
export function instrumentOf(
  engine: Pick<Engine, 'store'>,
  id: string,
  customer: LoyaltyCustomer | undefined,
): LoyaltyPaymentContainer {
  const known = customer?.payment_container?.find((one) => one.id === id);
  if (known) return known;
  const { type, private: data } = load<{ type?: string; private?: Instrument }>(engine, CONTAINERS, id);
  const { iban, bic, owner, bankname } = data ?? {};
  const payment_information = { iban, bic, owner, bankname } as BankAccountDescriptor;
  return { object: 'loyalty.paymentcontainers', id, type: type ?? null, payment_information };
}

import type { Contact } from '@secuconnect/api';
import type { Engine } from '../engine/engine.ts';
import { create, load, reference, type Reference } from '../call/objects.ts';
import type { Contract } from './contracts.ts';

export const CUSTOMERS = 'payment.customers';

export interface Customer extends Reference {
  readonly contact?: Contact;
}

/**
 * A known customer, or a new one.
 *
 * @throws ApiException for a customer that does not exist.
 */
export function customerOf(
  engine: Engine,
  input: { readonly id?: string | undefined; readonly contact?: Contact | undefined },
  contract: Contract,
): Customer {
  if (input.id !== undefined) return load<Customer>(engine, CUSTOMERS, input.id);
  return create(engine, CUSTOMERS, 'PCU_', {
    ...(contract.merchant && { merchant: contract.merchant }),
    contract: reference(contract.object, contract.id),
    contact: normalContact(input.contact ?? {}),
  }) as Customer;
}

/** A contact as the platform returns it: with a whole name, a birthday with a time, and a phone number without spaces. */
export function normalContact(contact: Contact): Contact {
  const { forename, surname, companyname, dob, phone } = contact;
  const name = companyname || [forename, surname].filter(Boolean).join(' ');
  return {
    ...contact,
    ...(name && { name }),
    ...(typeof dob === 'string' && dob.length === 10 && { dob: `${dob}T00:00:00+01:00` }),
    ...(typeof phone === 'string' && { phone: phone.replaceAll(/[\s()/-]/g, '') }),
  };
}

/** Whether a payer is known well enough for payment methods that rate them: by name and address. */
export function isComplete(contact: Contact | undefined): boolean {
  const address = contact?.address;
  const hasName = Boolean((contact?.forename && contact.surname) || contact?.companyname);
  return hasName && Boolean(address?.street && address.postal_code && address.city);
}

/** The name of a payer, as Payment Transactions show it. */
export const nameOf = ({ companyname, salutation, title, forename, surname }: Contact) => ({
  companyname: companyname ?? null,
  salutation: salutation ?? null,
  title: title ?? null,
  forename: forename ?? null,
  surname: surname ?? null,
});

import type {
  PaymentContainer,
  PaymentContainerInput,
  PaymentContainerValidateSingleIbanInput,
  PaymentCustomer,
  PaymentCustomerInput,
  PaymentMandateInput,
} from '@secuconnect/api';
import { Answer, type Call, type Handlers } from '../call/call.ts';
import { load, save } from '../call/objects.ts';
import { invalid, notPossible } from '../engine/exception.ts';
import { merchantReference } from '../general/merchants.ts';
import { mandateForm, submitMandate } from '../onboarding/b2b-mandates.ts';
import {
  bankOf,
  containerRecord,
  CONTAINERS,
  instrumentFields,
  isIban,
  newContainer,
  newMandate,
  noteOnContainer,
  payerOf,
  type ContainerInput,
  type Instrument,
} from '../parties/containers.ts';
import { ownContract } from '../parties/contracts.ts';
import { customerOf, CUSTOMERS, normalContact } from '../parties/customers.ts';
import { registerMandate } from '../parties/mandates.ts';
import { requestToken, retireToken } from '../parties/network-tokens.ts';

/** The kinds of instruments that only the platform stores, and how. */
const NOT_CREATED: Readonly<Record<string, string>> = {
  credit_card: 'A card is stored when it is prepared for a payment, not here',
  paypal: 'A PayPal account is stored when it pays, not here',
};

/** The operations of payers, their instruments and mandates, except for what only reads. */
export const partyHandlers: Handlers = {
  'payment.containers.create': (call) => createContainer(call),
  'payment.containers.update': (call) => updateContainer(call),
  'payment.containers.archive': (call) => archiveContainer(call),
  'payment.containers.mandate': (call) => mandateForm(call),
  'payment.containers.uploadMandate': (call) => submitMandate(call),
  'payment.containers.validateSingleIban': (call) => checkIban(call),

  'payment.customers.create': (call) => {
    const { contact } = call.body as PaymentCustomerInput;
    return customerOf(call, { contact }, ownContract(call));
  },
  'payment.customers.update': (call) => {
    const { contact = {} } = call.body as PaymentCustomerInput;
    const existing = load<PaymentCustomer>(call, CUSTOMERS, call.path['paymentCustomerId']!);
    return save(call, CUSTOMERS, { ...existing, contact: normalContact(contact) });
  },

  'payment.mandates.create': (call) => register(call, call.body as PaymentMandateInput),
  // All of them, or none: an exception undoes what was registered before.
  'payment.mandates.bulk': (call) => {
    for (const mandate of call.body as PaymentMandateInput[]) register(call, mandate);
    return new Answer(200);
  },
};

const register = (call: Call, input: PaymentMandateInput) =>
  registerMandate(call, input, merchantReference(call, input.merchant_id.id));

const containerOf = (call: Call): PaymentContainer =>
  load<PaymentContainer>(call, CONTAINERS, call.path['paymentContainerId']!);

function createContainer(call: Call): PaymentContainer {
  const { merchant_id, request_token, notification_url } = call.body as PaymentContainerInput;
  const input = instrumentOf(call);
  const merchant = merchantReference(call, merchant_id);
  const made = newContainer(call, input, { ...ownContract(call), merchant });
  return request_token ? requestToken(call, made, notification_url) : made;
}

/** Replaces the instrument. Its id and its payer stay. */
function updateContainer(call: Call): PaymentContainer {
  const { public: _public, private: _private, mandate: _mandate, ...existing } = containerOf(call);
  const { request_token, notification_url } = call.body as PaymentContainerInput;
  const input = instrumentOf(call);
  if (containerRecord(call, existing.id).archived) throw notPossible(`${existing.id} was archived`);
  const { iban } = input.private;
  const changed = save(call, CONTAINERS, {
    ...existing,
    type: input.type ?? 'bank_account',
    ...payerOf(call, input),
    ...instrumentFields(input.private),
    ...(iban !== undefined && { mandate: newMandate(call, iban) }),
  } as PaymentContainer);
  return request_token ? requestToken(call, changed, notification_url) : changed;
}

/** @throws ApiException for an instrument that cannot be stored here, or has no data. */
function instrumentOf(call: Call): ContainerInput & { readonly private: Instrument } {
  const input = call.body as ContainerInput;
  const { type = 'bank_account', private: instrument } = input;
  const obstacle = NOT_CREATED[type ?? ''];
  if (obstacle !== undefined) throw invalid(obstacle, 1004);
  if (!instrument) throw invalid('The container has no data of a payment instrument', 1004);
  if (type === 'bank_account' && !instrument.iban) throw invalid('A bank account needs an IBAN', 1004);
  return { ...input, private: instrument };
}

/** @returns Whether it was not archived before. */
function archiveContainer(call: Call): { readonly result: boolean } {
  const container = containerOf(call);
  if (containerRecord(call, container.id).archived) return { result: false };
  noteOnContainer(call, container.id, { archived: true });
  if (container.token_status) retireToken(call, container);
  return { result: true };
}

function checkIban(call: Call): object {
  const { id = null, iban = '' } = call.body as PaymentContainerValidateSingleIbanInput;
  const valid = isIban(iban);
  return { id, valid, iban, ...(valid ? bankOf(iban) : { bic: null, bankname: null }) };
}

import type { SmartTransaction, SmartTransactionIdent, SmartTransactionInput } from '@secuconnect/api';
import type { Engine } from '../engine/engine.ts';
import { invalid } from '../engine/exception.ts';
import type { Call } from '../call/call.ts';
import { create, reference, save, type Reference } from '../call/objects.ts';
import { adoptContract, assertApproved } from '../parties/contracts.ts';
import { containerOf } from '../parties/containers.ts';
import { customerOf } from '../parties/customers.ts';
import { merchantName } from '../parties/merchant-names.ts';
import { offeredMethods } from '../parties/offered-methods.ts';
import { dropPayment } from '../payments/drop-payment.ts';
import { nextNumber } from '../payments/open-payment.ts';
import { project } from '../spec/project.ts';
import { RESOURCES } from '../spec/resources.ts';
import { assertSubscribable } from '../subscriptions/subscribe.ts';
import { assertStep, loadSmart, paymentsOf, SMART, stepSmart, type StoredSmart } from './smart-transaction.ts';

export const DEFAULT_CONTEXT = { auto_capture: false, merchant_initiated: false, accrual: false };

/** Creates a Smart Transaction: nothing is charged. */
export function createSmart(call: Call): StoredSmart {
  const input = call.body as SmartTransactionInput;
  const fields = fieldsOf(call, input);
  // A till sends the payer to no page.
  const isTill = [input.idents, input.cashier, input.market].some((field) => field !== undefined);
  const made = create(call, SMART, 'STX_', {
    status: 'created' as const,
    ...fields,
    trans_id: input.trans_id ?? nextNumber(call),
  });
  const links = isTill ? {} : { payment_links: linksOf(call, made.id, fields) };
  return save(call, SMART, { ...made, ...links, transactions: [] }) as StoredSmart;
}

/**
 * Replaces a Smart Transaction that was not started. As on the platform, a basket that is not sent again is gone, and so is what was worked
 * out or approved; the settings of the checkout stay.
 */
export function updateSmart(call: Call): StoredSmart {
  const existing = loadSmart(call, call.path['smartTransactionId']!);
  assertStep(existing, 'update');
  const { basket: _basket, basket_info: _info, transactions: _payments, iframe_url: _url, ...kept } = existing;
  for (const payment of paymentsOf(existing)) dropPayment(call, payment);
  const fields = fieldsOf(call, call.body as SmartTransactionInput, existing);
  const changed: StoredSmart = {
    ...kept,
    basket_info: { sum: 0, currency: existing.basket_info?.currency ?? 'EUR' },
    ...fields,
    ...(existing.application_context && { application_context: existing.application_context }),
    transactions: [],
    status: existing.status,
  };
  const links = existing.payment_links ? { payment_links: linksOf(call, existing.id, changed) } : {};
  return stepSmart(call, changed, 'update', links);
}

/** What the API keeps of an input. */
function fieldsOf(call: Call, input: SmartTransactionInput, existing?: StoredSmart): Partial<SmartTransaction> {
  const { customer, container, contract, ...plain } = input;
  if ((input.basket_info?.sum ?? 0) < 0) throw invalid('basket_info/sum must not be negative');
  assertSubscribable(call, input as Pick<SmartTransaction, 'basket'>);
  const own = adoptContract(call, contract?.id ?? existing?.contract?.id);
  const is_demo = input.is_demo ?? existing?.is_demo ?? false;
  assertApproved(own, is_demo);
  const instrument = container && containerOf(call, container as never, own);
  return {
    ...(project(RESOURCES.get(SMART)!.schema, plain) as Partial<SmartTransaction>),
    ...(own.merchant && { merchant: sellerOf(call, own.merchant) }),
    contract: reference(own.object, own.id),
    ...(customer && {
      customer: customer.id === undefined && !customer.contact ? {} : customerOf(call, customer, own),
    }),
    ...(instrument && {
      container: { object: instrument.object, id: instrument.id, ...(instrument.type && { type: instrument.type }) },
    }),
    payment_context: { ...DEFAULT_CONTEXT, ...input.payment_context },
    is_demo,
    ...(input.idents && { idents: input.idents.map((ident) => ({ ...ident, valid: isKnownCard(call, ident) })) }),
  } as Partial<SmartTransaction>;
}

/** The merchant who sells, with the name that payers know. */
export const sellerOf = (engine: Pick<Engine, 'store'>, { object, id }: Reference) => ({
  object,
  id,
  companyname: merchantName(engine, id),
});

const isKnownCard = (call: Call, { type, value }: SmartTransactionIdent): boolean =>
  type === 'create_card'
    ? call.store.has('loyalty.cardgroups', value ?? '')
    : [...call.store.all<{ cardnumber?: string }>('loyalty.cards')].some(({ cardnumber }) => cardnumber === value);

/** The pages of the hosted checkout, one for each method that the contract offers and the sale allows. */
export function linksOf(engine: Engine, id: string, { contract, is_demo, payment_context }: Partial<SmartTransaction>) {
  const page = `${engine.settings.publicUrl}/checkout/${id}`;
  const allowed = payment_context?.payment_methods;
  const methods = offeredMethods(adoptContract(engine, contract?.id), is_demo ?? false)
    .map(({ name }) => name)
    .filter((name) => !allowed || allowed.includes(name));
  return Object.fromEntries([
    ...methods.map((name) => [name, `${page}?method=${name}`]),
    ['general', page],
  ]) as SmartTransaction['payment_links'];
}

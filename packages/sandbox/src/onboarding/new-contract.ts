import type {
  Contact,
  GeneralContract,
  GeneralMerchant,
  GeneralStore,
  PaymentContract,
  PaymentContractCloneInput,
  PaymentContractRequestIdInput,
  PaymentContractRequestIdResult,
  PaymentInformation,
  ServicesIdentRequest,
} from '@secuconnect/api';
import type { Call } from '../call/call.ts';
import { create, load, reference, save, type Reference } from '../call/objects.ts';
import { usableUpload } from '../documents/uploads.ts';
import { ApiException, invalid } from '../engine/exception.ts';
import { geoAddress } from '../general/geo-address.ts';
import { MERCHANTS, merchantOf } from '../general/merchants.ts';
import { createStore } from '../general/stores.ts';
import { bankOf, isIban } from '../parties/containers.ts';
import {
  adoptContract,
  contractRecord,
  CONTRACTS,
  noteOnContract,
  type Contract,
  type ContractRecord,
} from '../parties/contracts.ts';
import { CUSTOMERS, normalContact, type Customer } from '../parties/customers.ts';
import { TRANSFER_ACCOUNT } from '../payments/transfer-instructions.ts';
import { IDENT_REQUESTS, submitContract } from './approval.ts';

/** First numbers of contracts and merchants in older systems. */
const FIRST_CONTRACT = 1360000;
const FIRST_MERCHANT = 2306000;
/** The kind of account that documented merchants have. */
const MERCHANT_TYPE = 46;

/** Onboards a merchant: a contract, unless one is named a merchant, and a store if one is wanted. */
export function requestId(call: Call): PaymentContractRequestIdResult {
  const input = call.body as PaymentContractRequestIdInput;
  const parent = adoptContract(call, input.contract_id ?? call.path['paymentContractId']);
  assertFree(call, input.project);
  const contact = contactOf(call, input);
  const { signed_contract, identrequest } = input;
  if (signed_contract !== undefined) usableUpload(call, signed_contract);
  const ident = identrequest === undefined ? undefined : load<ServicesIdentRequest>(call, IDENT_REQUESTS, identrequest);
  const payoutAccount = accountOf(input.payout_account ?? input.payment_data);
  const merchant = input.merchant_id ? merchantOf(call, input.merchant_id) : newMerchant(call, contact, input, parent);
  const store = input.create_first_store ? firstStore(call, contact, input, merchant) : undefined;
  const { contract, apikey } = newContract(
    call,
    {
      parent: reference(parent.object, parent.id),
      merchant: reference(MERCHANTS, merchant.id),
      description: input.project!,
      payin: input.payin_account ?? false,
      ...(input.event_details && { event_details: input.event_details }),
    },
    {
      ...pushUrlFrom(call, input.url_push, parent),
      ...(input.iframe_opts && { iframe: input.iframe_opts }),
      ...(payoutAccount && { payoutAccount }),
      ...(ident && { identRequest: ident.id }),
    },
  );
  const { object, id, id_old, created } = contract;
  if (ident) save(call, IDENT_REQUESTS, { ...ident, assignment: [...(ident.assignment ?? []), reference(object, id)] });
  return {
    object,
    id,
    id_old,
    contract: reference(object, id),
    parent: reference(parent.object, parent.id),
    merchant: reference(MERCHANTS, merchant.id),
    ...(store && { store: reference(store.object, store.id) }),
    approved: false,
    created,
    apikey,
    ...(input.payin_account && { payin_account: TRANSFER_ACCOUNT }),
  } as PaymentContractRequestIdResult;
}

/** Opens another contract for the merchant of a contract, with the same settings. */
export function cloneContract(call: Call): PaymentContract {
  const {
    contract_id,
    project,
    payment_data,
    payin_account = false,
    url_push,
  } = call.body as PaymentContractCloneInput;
  const original = adoptContract(call, call.path['paymentContractId']);
  const parent = contract_id === undefined ? original : adoptContract(call, contract_id);
  assertFree(call, project);
  const payoutAccount = accountOf(payment_data);
  const { checkout_configuration, payment_link_options } = original as GeneralContract;
  const { contract, apikey } = newContract(
    call,
    {
      parent: reference(parent.object, parent.id),
      ...(original.merchant && { merchant: reference(original.merchant.object, original.merchant.id) }),
      description: project!,
      payin: payin_account,
      ...(checkout_configuration && { checkout_configuration }),
      ...(payment_link_options && { payment_link_options }),
    },
    { ...pushUrlFrom(call, url_push, parent), ...(payoutAccount && { payoutAccount }) },
  );
  const { object, id, id_old, created, merchant } = contract;
  return {
    object,
    id,
    id_old,
    parent: reference(parent.object, parent.id),
    approved: false,
    created,
    ...(payin_account && { pay_in_account: TRANSFER_ACCOUNT }),
    merchant,
    apikey,
  } as PaymentContract;
}

/** An address of its own, or that of the contract above. */
function pushUrlFrom(call: Call, url: string | undefined, parent: Contract): { readonly pushUrl?: string } {
  const pushUrl = url || contractRecord(call, parent.id).pushUrl;
  return pushUrl === undefined ? {} : { pushUrl };
}

/** @throws ApiException for a project without a name, or with that of another contract. */
function assertFree(call: Call, project: string | undefined): void {
  if (!project) throw invalid('The project has no name');
  for (const { description } of call.store.all<GeneralContract>(CONTRACTS))
    if (description === project)
      throw new ApiException('ProductDuplicateException', `There is a project ${project} already`);
}

function contactOf(call: Call, { contact }: PaymentContractRequestIdInput): Contact {
  if (contact === undefined) throw invalid('The contact of the merchant is missing');
  if (typeof contact === 'string') return load<Customer>(call, CUSTOMERS, contact).contact ?? {};
  return normalContact(contact);
}

function accountOf(account: PaymentInformation | undefined): PaymentInformation | undefined {
  if (account?.iban == null) return undefined;
  if (!isIban(account.iban)) throw invalid('The IBAN of the payout account is wrong');
  return { ...bankOf(account.iban), ...account };
}

function newMerchant(
  call: Call,
  { name, forename, surname, companyname, address, email }: Contact,
  { project }: PaymentContractRequestIdInput,
  { merchant }: Contract,
): GeneralMerchant {
  return create(call, MERCHANTS, 'MRC_', {
    id_old: call.ids.number('merchants', FIRST_MERCHANT),
    user: {
      name: name ?? null,
      forename: forename ?? null,
      surname: surname ?? null,
      companyname: companyname ?? null,
      project_name: project ?? null,
      ...(address && { address: [geoAddress(address)] }),
      ...(email && { email: [{ type: 'default', email_formatted: email }] }),
    },
    type: MERCHANT_TYPE,
    store_name: null,
    ...(merchant && { parent: reference(merchant.object, merchant.id) }),
  }) as GeneralMerchant;
}

const firstStore = (
  call: Call,
  { address, phone }: Contact,
  { store_name, project }: PaymentContractRequestIdInput,
  merchant: GeneralMerchant,
): GeneralStore =>
  createStore(call, {
    name: store_name ?? project!,
    merchant: merchant.id,
    ...(address && { address }),
    ...(phone && { phone }),
  });

interface NewContract extends Partial<GeneralContract> {
  readonly parent: Reference;
  readonly description: string;
  /** Whether payers can transfer money to it. */
  readonly payin: boolean;
}

/** Stores a contract that is not approved, and submits it. */
function newContract(
  call: Call,
  { payin, ...fields }: NewContract,
  known: Partial<ContractRecord>,
): { readonly contract: GeneralContract & { readonly created: string }; readonly apikey: string } {
  const contract = create(call, CONTRACTS, 'GCR_', {
    id_old: call.ids.number('contracts', FIRST_CONTRACT),
    demo: false,
    approved: false,
    ...fields,
    ...(payin && { pay_in_advance_account: TRANSFER_ACCOUNT }),
  }) as unknown as GeneralContract & { readonly created: string };
  const apikey = call.ids.hex(40);
  noteOnContract(call, contract.id, { ...known, apikey });
  submitContract(call, contract.id);
  return { contract, apikey };
}

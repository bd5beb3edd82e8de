import type {
  CheckoutConfiguration,
  GeneralContract,
  GeneralContractIframeOptions,
  GeneralContractInput,
  GeneralContractUpdateBankAccountInput,
  PaymentLinkOptions,
} from '@secuconnect/api';
import type { Call } from '../call/call.ts';
import { load, save } from '../call/objects.ts';
import { usableUpload } from '../documents/uploads.ts';
import type { Engine } from '../engine/engine.ts';
import { invalid, notPossible } from '../engine/exception.ts';
import { bankOf, isIban } from '../parties/containers.ts';
import { contractPushUrl, contractRecord, CONTRACTS, noteOnContract, ownContract } from '../parties/contracts.ts';
import { project } from '../spec/project.ts';
import { RESOURCES } from '../spec/resources.ts';

/** Both mails are sent until they are switched off. */
const DEFAULT_MAILS = { merchant_order_mail: true, customer_order_mail: true };

/** @throws ApiException 404 */
export const contractOf = (engine: Pick<Engine, 'store'>, id: string): GeneralContract =>
  id === 'me' ? (ownContract(engine) as GeneralContract) : load<GeneralContract>(engine, CONTRACTS, id);

/** A contract as `general.contracts` shows it. */
export const showContract = (contract: GeneralContract): unknown => project(RESOURCES.get(CONTRACTS)!.schema, contract);

/** Replaces the settings of the checkout: a switch that is not sent is on. */
export function replaceCheckout(call: Call, contract: GeneralContract): unknown {
  return setMails(call, contract, DEFAULT_MAILS, call.body as GeneralContractInput);
}

/** Changes the switches that are sent. */
export function changeCheckout(call: Call, contract: GeneralContract): unknown {
  const mails = { ...DEFAULT_MAILS, ...contract.checkout_configuration?.notifications };
  return setMails(call, contract, mails, call.body as GeneralContractInput);
}

function setMails(
  call: Call,
  contract: GeneralContract,
  mails: CheckoutConfiguration['notifications'],
  { checkout_configuration }: GeneralContractInput,
): unknown {
  const notifications = { ...mails, ...checkout_configuration?.notifications };
  return showContract(save(call, CONTRACTS, { ...contract, checkout_configuration: { notifications } }));
}

export function setPaymentLinks(call: Call, contract: GeneralContract): unknown {
  const { background } = call.body as PaymentLinkOptions;
  const payment_link_options = { background: { enabled: false, image_url: null, ...background } };
  return showContract(save(call, CONTRACTS, { ...contract, payment_link_options }));
}

/** Texts and colours of payment pages, as they were chosen when the merchant was onboarded. */
export function iframeOptions(call: Call, { id, description, approved }: GeneralContract): object {
  const { iframe = {} } = contractRecord(call, id);
  const name = description ?? null;
  return {
    payment_hint_title: null,
    project_title: name,
    project_logo: iframe.logo_base64 ?? null,
    submit_button_title: iframe.submit_button_title ?? null,
    primary_colour: null,
    language: 'de_DE',
    basket_title: iframe.basket_title ?? null,
    is_basket_shown: iframe.show_basket ?? true,
    language_formality: iframe.cession ?? 'formal',
    payment_config: approved === false ? {} : walletsOf(name),
  } satisfies GeneralContractIframeOptions;
}

/** What the buttons of the wallets need. The gateway is that of the sandbox: no wallet accepts it. */
const walletsOf = (name: string | null) => ({
  Googlepay: {
    api_version: 2,
    api_version_minor: 0,
    type: 'PAYMENT_GATEWAY',
    allowed_auth_methods: ['CRYPTOGRAM_3DS'],
    allowed_card_networks: ['MASTERCARD', 'VISA'],
    gateway: 'sandbox',
    gateway_merchant_id: 'sandbox',
    merchant_id: 'sandbox',
    merchant_name: name,
  },
  Applepay: { label: name, supported_networks: ['masterCard', 'visa'], merchant_capabilities: ['supports3DS'] },
});

/** Sets where payouts go. No operation returns the account. */
export function setPayoutAccount(call: Call, { id }: GeneralContract): object {
  const { verification_document, ...account } = call.body as GeneralContractUpdateBankAccountInput;
  if (verification_document !== undefined) usableUpload(call, verification_document);
  const { iban } = account;
  if (iban === undefined || !isIban(iban)) throw invalid('The IBAN of the new account is missing or wrong');
  noteOnContract(call, id, { payoutAccount: { ...bankOf(iban), ...account } });
  return { result: true };
}

/** Ends a contract for good: nothing can be sold under it any more. */
export function terminate(call: Call, contract: GeneralContract): object {
  const { id } = contract;
  if (contractRecord(call, id).terminated) throw notPossible(`${id} was terminated before`);
  noteOnContract(call, id, { terminated: true });
  save(call, CONTRACTS, { ...contract, approved: false });
  call.pushes.notify(contractPushUrl(call, id), CONTRACTS, id);
  return { result: true };
}

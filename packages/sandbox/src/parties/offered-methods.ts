import type { GeneralContract } from '@secuconnect/api';
import { PAYMENT_METHODS, type PaymentMethod } from '../states/payment-methods.ts';
import type { Contract } from './contracts.ts';

/** Methods for which the merchant needs an account that payers transfer to. */
const BY_TRANSFER: ReadonlySet<string> = new Set(['invoice', 'prepaid']);

/** What a contract shows of the methods that it allows. */
export type Offer = Pick<
  GeneralContract,
  'pay_in_advance_account' | 'paypal_configuration' | 'easycredit_configuration'
>;

/**
 * The payment methods that a contract offers on a page.
 *
 * @param demo Whether the access to the sandbox of a provider counts, instead of the live one.
 */
export function offeredMethods(contract: Contract | Offer, demo: boolean): PaymentMethod[] {
  const { pay_in_advance_account, paypal_configuration, easycredit_configuration } = contract as Offer;
  const access = demo ? 'sandbox' : 'live';
  const isOffered = ({ name }: PaymentMethod): boolean => {
    if (name === 'paypal') return Boolean(paypal_configuration?.[access]);
    if (name === 'easycredit') return Boolean(easycredit_configuration?.[access]);
    return !BY_TRANSFER.has(name) || Boolean(pay_in_advance_account);
  };
  return PAYMENT_METHODS.filter(({ contractName }) => contractName !== undefined).filter(isOffered);
}

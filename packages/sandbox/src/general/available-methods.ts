import type { Contact, GeneralContract, GeneralContractAvailablePaymentMethodsInput } from '@secuconnect/api';
import { isComplete } from '../parties/customers.ts';
import { offeredMethods } from '../parties/offered-methods.ts';
import type { StoredSmart } from '../smart/smart-transaction.ts';
import type { PaymentMethod } from '../states/payment-methods.ts';

/** What a contract can be paid in: the same for each. */
const CURRENCIES: readonly string[] = ['EUR', 'CHF'];
/** Methods over schemes that exist in euro only. */
const EURO_ONLY = new Set(['debit', 'easycredit', 'eps', 'sofort']);
/** Wallets are cards, for which `prepare` has no path of its own. */
const WALLETS = ['Applepay', 'Googlepay'];
/** The spelling of the older API, where it has its own. */
const OLD_NAMES: Readonly<Record<string, string>> = { prepaid: 'prepay' };

type Wanted = Pick<GeneralContractAvailablePaymentMethodsInput, 'currency' | 'is_demo'>;

export const currenciesOf = (_contract: GeneralContract): readonly string[] => CURRENCIES;

/**
 * The labels of the payment methods to offer, wallets at the end.
 *
 * @param smart Considers its sum, its payer, and the methods that it allows.
 */
export function availableMethods(
  contract: GeneralContract,
  { currency, is_demo }: Wanted,
  smart?: StoredSmart,
): string[] {
  if (contract.approved === false && !is_demo) return [];
  if (!CURRENCIES.includes(currency)) return [];
  const methods = offeredMethods(contract, is_demo)
    .filter(({ name }) => currency === 'EUR' || !EURO_ONLY.has(name))
    .filter((method) => !smart || suits(method, smart));
  const labels = methods.map(({ contractName }) => contractName!);
  labels.sort((a, b) => a.localeCompare(b, 'en'));
  return labels.includes('Creditcard') ? [...labels, ...WALLETS] : labels;
}

/** The names of the payment methods in the older API, as far as it has them. */
export function oldMethods(contract: GeneralContract): string[] {
  const names = new Set(offeredMethods(contract, false).map(({ name }) => OLD_NAMES[name] ?? name));
  return ['debit', 'creditcard', 'invoice', 'sofort', 'prepay'].filter((name) => names.has(name));
}

/** A payer who is not known yet may still be. */
function suits({ name, scores }: PaymentMethod, { basket_info, customer, payment_context }: StoredSmart): boolean {
  if (!basket_info?.sum) return false;
  const contact = (customer as { readonly contact?: Contact } | undefined)?.contact;
  if (scores && contact && !isComplete(contact)) return false;
  return payment_context?.payment_methods?.includes(name) ?? true;
}

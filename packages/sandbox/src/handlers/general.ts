import type { GeneralContract, GeneralContractAvailablePaymentMethodsInput, GeneralStoreInput } from '@secuconnect/api';
import { Answer, type Call, type Handlers } from '../call/call.ts';
import { availableMethods, currenciesOf, oldMethods } from '../general/available-methods.ts';
import { revokeAccruals, transferBalance } from '../general/contract-payments.ts';
import {
  changeCheckout,
  contractOf,
  iframeOptions,
  replaceCheckout,
  setPaymentLinks,
  setPayoutAccount,
  showContract,
  terminate,
} from '../general/contract-settings.ts';
import { COUNTRIES } from '../general/countries.ts';
import { merchantOf, publicData, publish } from '../general/merchants.ts';
import { changeProviders, deleteProvider, providersOf, replaceProviders } from '../general/providers.ts';
import { createStore, setDefaultStore, updateStore } from '../general/stores.ts';
import { adoptContract } from '../parties/contracts.ts';
import { loadSmart } from '../smart/smart-transaction.ts';

/** The contract of the path, in which `me` is the caller's own. */
const contract = (call: Call): GeneralContract => contractOf(call, call.path['generalContractId']!);
/** The same for operations that a checkout calls: programs come with contracts that exist only on the platform. */
const adopted = (call: Call): GeneralContract => adoptContract(call, call.path['generalContractId']) as GeneralContract;

/** The operations of contracts, merchants and stores, except for lists. */
export const generalHandlers: Handlers = {
  'general.contracts.get': (call) => showContract(contract(call)),
  'general.contracts.update': (call) => replaceCheckout(call, contract(call)),
  'general.contracts.patch': (call) => changeCheckout(call, contract(call)),
  'general.contracts.getAvailableCurrencies': (call) => currenciesOf(adopted(call)),
  'general.contracts.getIframeOptions': (call) => iframeOptions(call, adopted(call)),
  'general.contracts.getThirdPartyConfiguration': (call) => providersOf(contract(call)),
  'general.contracts.createThirdPartyConfiguration': (call) => changeProviders(call, contract(call)),
  'general.contracts.patchThirdPartyConfiguration': (call) => changeProviders(call, contract(call)),
  'general.contracts.updateThirdPartyConfiguration': (call) => replaceProviders(call, contract(call)),
  'general.contracts.deleteThirdPartyConfiguration': (call) => deleteProvider(call, contract(call)),
  'general.contracts.getAvailablePaymentMethods': (call) => methods(call),
  'general.contracts.getAvailablePaymentMethodsForTransaction': (call) => methods(call),
  'general.contracts.revokeAccrual': (call) => revokeAccrual(call),
  'general.contracts.savePaymentLinkConfiguration': (call) => setPaymentLinks(call, contract(call)),
  'general.contracts.terminate': (call) => terminate(call, contract(call)),
  'general.contracts.getTransferBalance': (call) => transferBalance(call, contract(call).id),
  'general.contracts.updateBankAccount': (call) => setPayoutAccount(call, contract(call)),

  'general.merchants.get': (call) => merchantOf(call, call.path['generalMerchantId']),
  'general.merchants.update': (call) => publish(call, merchantOf(call, call.path['generalMerchantId'])),
  'general.merchants.getMerchantCategories': (call) =>
    [...call.store.all('general.merchantcategories')].map(({ id, description }) => ({ id: Number(id), description })),
  'general.merchants.getPublicData': (call) => {
    adopted(call);
    return publicData(merchantOf(call, call.path['generalMerchantId']));
  },

  'general.stores.create': (call) => createStore(call, call.body as GeneralStoreInput),
  'general.stores.update': (call) => updateStore(call),
  'general.stores.setDefault': (call) => {
    setDefaultStore(call, call.path['generalStoreId']!);
    return { result: true };
  },

  'public.website.getAvailableCountries': () => COUNTRIES,
};

function methods(call: Call): string[] {
  const { apiv2_products, ...wanted } = call.body as GeneralContractAvailablePaymentMethodsInput;
  if (apiv2_products) return oldMethods(adopted(call));
  const { smartTransactionId: smart } = call.path;
  return availableMethods(adopted(call), wanted, smart === undefined ? undefined : loadSmart(call, smart));
}

/** What is withheld is released afterwards. */
function revokeAccrual(call: Call): Answer {
  revokeAccruals(call, contract(call).id);
  return new Answer(202);
}

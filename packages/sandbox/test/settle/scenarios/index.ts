import type { Scenarios } from '../scenario.ts';
import { generalContracts } from './general-contracts.ts';
import { generalMerchants } from './general-merchants.ts';
import { generalStores } from './general-stores.ts';
import { loyaltyCardGroups } from './loyalty-card-groups.ts';
import { loyaltyCards } from './loyalty-cards.ts';
import { loyaltyCustomers } from './loyalty-customers.ts';
import { loyaltyMerchantCards } from './loyalty-merchant-cards.ts';
import { paymentParties } from './payment-parties.ts';
import { paymentSecupay } from './payment-secupay.ts';
import { paymentTransactions } from './payment-transactions.ts';
import { smartDevices } from './smart-devices.ts';
import { smartRoutings } from './smart-routings.ts';
import { prepaid } from './prepaid.ts';
import { services } from './services.ts';
import { smartTransactions } from './smart-transactions.ts';

/** All scenarios. Each operation with a rule has one. */
export const SCENARIOS: Scenarios = {
  ...smartTransactions,
  ...smartDevices,
  ...smartRoutings,
  ...paymentTransactions,
  ...generalContracts,
  ...generalMerchants,
  ...generalStores,
  ...loyaltyCardGroups,
  ...loyaltyCards,
  ...loyaltyCustomers,
  ...loyaltyMerchantCards,
  ...prepaid,
  ...services,
  ...paymentSecupay,
  ...paymentParties,
};

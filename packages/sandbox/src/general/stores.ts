import type { Address, GeneralStore, GeneralStoreInput } from '@secuconnect/api';
import type { Call } from '../call/call.ts';
import { create, load, save } from '../call/objects.ts';
import type { Engine } from '../engine/engine.ts';
import { invalid } from '../engine/exception.ts';
import type { Stored } from '../store/store.ts';
import { geoAddress } from './geo-address.ts';
import { merchantReference } from './merchants.ts';

export const STORES = 'general.stores';
/** The default store of each merchant. */
const DEFAULTS = '_default-stores';
const FIRST_NUMBER = 1046400;

export function createStore(call: Call, input: GeneralStoreInput): GeneralStore {
  if (!input.name) throw invalid('The store has no name');
  return create(call, STORES, 'STO_', {
    id_old: call.ids.number('stores', FIRST_NUMBER),
    store_name: null,
    acceptance_point: false,
    facebook_id: '',
    has_beacon: false,
    open_hours: [],
    open_now: null,
    open_time: null,
    ...fieldsOf(input),
    merchant: merchantReference(call, input.merchant),
  }) as GeneralStore;
}

export function updateStore(call: Call): GeneralStore {
  const existing = load<GeneralStore>(call, STORES, call.path['generalStoreId']!);
  const input = call.body as GeneralStoreInput;
  return save(call, STORES, {
    ...existing,
    ...fieldsOf(input),
    ...(input.merchant !== undefined && { merchant: merchantReference(call, input.merchant) }),
  } as GeneralStore);
}

/** What is sent, as the API returns it. */
function fieldsOf({ merchant: _merchant, address, phone, ...plain }: GeneralStoreInput): Partial<GeneralStore> {
  return {
    ...plain,
    ...(plain.name !== undefined && { name_raw: plain.name }),
    ...(address && addressOf(address)),
    ...(phone !== undefined && { phone_number_formatted: phone.replaceAll(/[\s()/-]/g, '') }),
  } as Partial<GeneralStore>;
}

function addressOf(address: Address): Partial<GeneralStore> {
  const { type: _type, ...parts } = geoAddress(address);
  return parts;
}

export function setDefaultStore(engine: Engine, id: string): void {
  const { merchant } = load<GeneralStore>(engine, STORES, id);
  engine.store.put(DEFAULTS, { id: merchant?.id ?? '', store: id } as Stored);
}

/**
 * The store of a request; without one, the default of the merchant, or else its first.
 *
 * @throws ApiException 404
 */
export function storeOf(engine: Engine, id: string | undefined, merchant: string): GeneralStore | undefined {
  if (id !== undefined) return load<GeneralStore>(engine, STORES, id);
  const chosen = engine.store.get<{ store: string }>(DEFAULTS, merchant)?.store;
  if (chosen !== undefined) return load<GeneralStore>(engine, STORES, chosen);
  for (const store of engine.store.all<GeneralStore>(STORES)) if (store.merchant?.id === merchant) return store;
  return undefined;
}

import type {
  SmartDevice,
  SmartDeviceInput,
  SmartDeviceUpdateDevicePinInput,
  SmartDeviceUpdatePinInput,
} from '@secuconnect/api';
import type { Call } from '../call/call.ts';
import { create, load, reference, save, type Reference } from '../call/objects.ts';
import type { Engine } from '../engine/engine.ts';
import { ApiException, invalid } from '../engine/exception.ts';
import { merchantReference } from '../general/merchants.ts';
import { STORES, storeOf } from '../general/stores.ts';
import { DeviceLogins } from '../oauth/device-logins.ts';
import { DevicePins } from '../oauth/device-pins.ts';
import { adoptContract } from '../parties/contracts.ts';

export const DEVICES = 'smart.devices';

/** @throws ApiException 404 */
export const deviceOf = (call: Call): SmartDevice => load<SmartDevice>(call, DEVICES, call.path['smartDeviceId']!);

export function createDevice(call: Call): SmartDevice {
  const input = call.body as SmartDeviceInput;
  const { merchant: _merchant, store: _store, contract: _contract, device: _device, ...plain } = input;
  assertFree(call, input.vendor_uid);
  const merchant = merchantReference(call, input.merchant);
  const { object, id } = adoptContract(call, input.contract);
  const made = create(call, DEVICES, 'SDV_', {
    merchant,
    ...storeFields(call, input.store, merchant.id),
    contract: reference(object, id),
    tid: null,
    idle_screen_register: null,
    idle_screen_terminal: null,
    online: false,
    refresh: null,
    connection_type: 'https',
    terminal_type: null,
    base_version: null,
    ...plain,
    ...hardware(input.device),
  }) as SmartDevice;
  return save(call, DEVICES, made);
}

/** Changes what is sent, and keeps the rest. */
export function updateDevice(call: Call): SmartDevice {
  const existing = deviceOf(call);
  const { merchant, store, contract, device, ...plain } = call.body as SmartDeviceInput;
  if (plain.vendor_uid !== existing.vendor_uid) assertFree(call, plain.vendor_uid);
  return save(call, DEVICES, {
    ...existing,
    ...plain,
    ...(merchant !== undefined && { merchant: merchantReference(call, merchant) }),
    ...(store !== undefined && storeFields(call, store, '')),
    ...(contract !== undefined && { contract: contractReference(call, contract) }),
    ...hardware(device),
  } as SmartDevice);
}

/** @throws ApiException for an identifier of another device. */
function assertFree(call: Call, uid: string | undefined): void {
  if (uid === undefined) return;
  for (const { vendor_uid, id } of call.store.all<SmartDevice>(DEVICES))
    if (vendor_uid === uid) throw new ApiException('ProductDuplicateException', `${id} has the vendor_uid ${uid}`);
}

function contractReference(call: Call, contract: string): Reference {
  const { object, id } = adoptContract(call, contract);
  return reference(object, id);
}

/**
 * Where something stands: in the store that is named, or else in the default one of the merchant.
 *
 * @throws ApiException 404
 */
export function storeFields(engine: Engine, wanted: string | undefined, merchant: string): Pick<SmartDevice, 'store'> {
  const store = storeOf(engine, wanted, merchant);
  return store ? { store: { object: STORES, id: store.id, name: store.name ?? null } } : {};
}

const hardware = (id: string | undefined): Pick<SmartDevice, 'device'> =>
  id === undefined ? {} : { device: { object: 'general.devices', id } };

/** Lets in the device that shows the code. Its next poll at the token endpoint gets the tokens. */
export function acceptLogin(call: Call): SmartDevice {
  const { user_pin = '' } = call.body as SmartDeviceUpdatePinInput;
  const device = deviceOf(call);
  if (!new DeviceLogins(call).decide(user_pin, 'approved')) throw invalid('No device waits with this code');
  return save(call, DEVICES, { ...device, user_pin });
}

/**
 * Sets the PIN of a store if one is named, of the device in the path if the store is `null`, or else of the merchant.
 *
 * @returns Whether the owner of the PIN exists, and belongs to the merchant.
 */
export function setDevicePin(call: Call): { readonly result: boolean } {
  const { merchant_id, store_id, pin } = call.body as SmartDeviceUpdateDevicePinInput;
  if (pin === '') throw invalid('The PIN is empty');
  const { id: merchant } = merchantReference(call, merchant_id);
  let owner: string = merchant;
  if (store_id !== undefined) {
    owner = store_id ?? call.path['smartDeviceId']!;
    const found = call.store.get<{ merchant?: Reference }>(store_id === null ? DEVICES : STORES, owner);
    if (found?.merchant?.id !== merchant) return { result: false };
  }
  new DevicePins(call.store).set(owner, pin);
  return { result: true };
}

/** On which levels a PIN is set for a device. */
export function devicePinConfig(call: Call): object {
  const { id, store, merchant } = deviceOf(call);
  const pins = new DevicePins(call.store);
  const level = (owner: string | undefined) =>
    owner === undefined ? {} : { id: owner, auth_password_set: pins.isSet(owner) };
  return { merchant: level(merchant?.id), store: level(store?.id), smart_device: level(id) };
}

/** The apps that a terminal has to install: the sandbox has those that were seeded. */
export function terminalApps(call: Call): object[] {
  deviceOf(call);
  return [...call.store.all('smart.secubaseapps')].map(({ id: _id, object: _object, ...app }) => app);
}

import type { Store } from '../store/store.ts';
import { secretsMatch } from '../engine/secrets-match.ts';

/** The part of a Smart Device that says which PINs are valid for it. */
interface Device {
  readonly vendor_uid?: string | null;
  readonly store?: { readonly id?: string } | null;
  readonly merchant?: { readonly id?: string } | null;
}

/** The PIN of a device for which none was set. */
export const DEFAULT_DEVICE_PIN = '1234';

const KIND = '_device_pins';
const DEVICES = 'smart.devices';

/** The PINs with which devices log in. One is set for a device, for a store or for a merchant; the closest one is valid. */
export class DevicePins {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** @param owner Id of a device (`SDV_…`), a store (`STO_…`) or a merchant (`MRC_…`). */
  set(owner: string, pin: string): void {
    this.#store.put(KIND, { id: owner, pin });
  }

  isSet(owner: string): boolean {
    return this.#store.has(KIND, owner);
  }

  /** @param uuid The `vendor_uid` of a Smart Device, or its id. For any other device, the PIN is {@link DEFAULT_DEVICE_PIN}. */
  accepts(uuid: string, pin: string): boolean {
    return secretsMatch(pin, this.#pinOf(uuid) ?? DEFAULT_DEVICE_PIN);
  }

  #pinOf(uuid: string): string | undefined {
    for (const device of this.#store.all<Device>(DEVICES)) {
      if (device.vendor_uid !== uuid && device.id !== uuid) continue;
      for (const owner of [device.id, device.store?.id, device.merchant?.id]) {
        const own = owner === undefined ? undefined : this.#store.get<{ pin: string }>(KIND, owner);
        if (own) return own.pin;
      }
    }
    return undefined;
  }
}

import type { PrepaidSale } from '@secuconnect/api';
import type { Reference } from '../call/objects.ts';
import type { Engine } from '../engine/engine.ts';

export const DEVICES = 'smart.devices';

/** A device, as far as it sells prepaid products. */
export interface PrepaidDevice extends Reference {
  readonly merchant?: Reference;
  readonly store?: PrepaidSale['store'] & Reference;
  readonly contract?: Reference;
  readonly description?: string | null;
  readonly vendor_uid?: string | null;
  readonly products?: { readonly prepaid?: { readonly enabled?: boolean; readonly vtc_tid?: string } };
}

/**
 * The device that sells: the one that has signed in, or the first that may sell prepaid products.
 *
 * @param signedIn Its `vendor_uid` or its id.
 */
export function sellingDevice(
  { store }: Pick<Engine, 'store'>,
  signedIn: string | undefined,
): PrepaidDevice | undefined {
  const devices = [...store.all<PrepaidDevice>(DEVICES)];
  return (
    devices.find(({ id, vendor_uid }) => signedIn !== undefined && (id === signedIn || vendor_uid === signedIn)) ??
    devices.find(({ products }) => products?.prepaid?.enabled)
  );
}

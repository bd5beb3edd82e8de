import type { PrepaidItem, PrepaidSale } from '@secuconnect/api';
import { create, load, reference } from '../call/objects.ts';
import type { Engine } from '../engine/engine.ts';
import { notPossible } from '../engine/exception.ts';
import { ownContract } from '../parties/contracts.ts';
import { merchantAddress } from '../parties/merchant-names.ts';
import { outcomeOf } from '../payments/outcomes.ts';
import { PREPAID_STEPS, type PrepaidStatus, type PrepaidStep } from '../states/prepaid-steps.ts';
import { stepFrom } from '../states/steps.ts';
import { deliver } from './delivery.ts';
import { sellingDevice } from './devices.ts';

export const PREPAID_ITEMS = 'prepaid.items';
export const PREPAID_SALES = 'prepaid.sales';
const DECIDE = 'decide-prepaid';

export type StoredSale = PrepaidSale & { readonly status: PrepaidStatus };

/** @throws ApiException 404 */
export const loadSale = (engine: Pick<Engine, 'store'>, id: string): StoredSale =>
  load<StoredSale>(engine, PREPAID_SALES, id);

/**
 * Orders a product from its provider. Its price is a test datum, as for payments: the provider declines, or answers later.
 *
 * @param signedIn The device that has signed in.
 * @throws ApiException for a product that does not exist, or is not for sale.
 */
export function sell(engine: Engine, itemId: string, signedIn: string | undefined): StoredSale {
  const item = load<PrepaidItem>(engine, PREPAID_ITEMS, itemId);
  if (item.enabled === false || item.itemgroup?.enabled === false) throw notPossible(`${itemId} is not for sale`);
  const sale = requestOf(engine, item, signedIn);
  switch (outcomeOf({ amount: item.retail_price ?? 0 })) {
    case 'decline':
      return stepSale(engine, sale, 'deny');
    case 'check-passes':
    case 'check-fails':
      engine.schedule.in(engine.settings.checkDuration, DECIDE, { sale: sale.id });
      return sale;
    default:
      return stepSale(engine, sale, 'deliver');
  }
}

/** @throws ApiException when the status does not allow the step. */
export function stepSale(engine: Engine, sale: StoredSale, step: PrepaidStep): StoredSale {
  const { to } = stepFrom(PREPAID_STEPS, step, sale.status, sale.id);
  const changed = { ...sale, ...(step === 'deliver' && deliver(engine, sale)), status: to };
  engine.store.put(PREPAID_SALES, changed);
  return changed;
}

/** Delivers what the provider answers later, or gives up. */
export function schedulePrepaid(engine: Engine): void {
  engine.schedule.on(DECIDE, ({ payload }) => {
    const sale = loadSale(engine, (payload as { readonly sale: string }).sale);
    const isFailing = outcomeOf({ amount: sale.amount ?? 0 }) === 'check-fails';
    stepSale(engine, sale, isFailing ? 'fail' : 'deliver');
  });
}

function requestOf(engine: Engine, item: PrepaidItem, signedIn: string | undefined): StoredSale {
  const device = sellingDevice(engine, signedIn);
  const own = ownContract(engine);
  const contract = device?.contract ?? own;
  const merchant = device?.merchant ?? own.merchant;
  const { object, id, description = null, logo = null, itemgroup } = item;
  return create(engine, PREPAID_SALES, 'OBJ_', {
    status: 'request' as const,
    type: 'sale_item',
    // The model of a sale has another word for the activation of a card.
    item: { object, id, description, logo, type: item.type === 'POSA' ? 'POS' : (item.type ?? null) },
    ...(itemgroup && { itemgroup }),
    ...(device && {
      smart_device: {
        object: device.object,
        id: device.id,
        description: device.description ?? null,
        vendor_uid: device.vendor_uid ?? null,
      },
    }),
    ...(merchant && { merchant: reference(merchant.object, merchant.id) }),
    ...(device?.store && { store: device.store }),
    contract: reference(contract.object, contract.id),
    demo: true,
    description,
    amount: item.retail_price ?? 0,
    currency: item.currency ?? 'EUR',
    commission: item.commission ?? null,
    commission_currency: item.currency ?? 'EUR',
    code: null,
    serial: null,
    cardnumber: null,
    expire_date: null,
    provider_delivery_number: null,
    receipt_header: merchant ? merchantAddress(engine, merchant.id) : null,
    receipt_customer: null,
    receipt_zvt: null,
    receipt_dealer: null,
    vtc_tid: device?.products?.prepaid?.vtc_tid ?? null,
    vtc_id: item.vtc_id ?? null,
    password: null,
  });
}

import type { LoyaltyMerchantCardVirtualTerminalData } from '@secuconnect/api';
import type { Reference } from '../call/objects.ts';
import type { Engine } from '../engine/engine.ts';

/** The number of a terminal that has none of its own. */
const TID = 'VT003456';
const ACTIONS = ['charge', 'discharge', 'sale_revenue', 'cancel_last'];
/** What a device may be allowed to do beside booking. */
const NO_BOOKINGS: ReadonlySet<string> = new Set(['balance_check', 'cashreport']);

interface LoyaltyDevice extends Reference {
  readonly merchant?: Reference;
  readonly store?: Reference;
  readonly products?: {
    readonly loyalty?: {
      readonly enabled?: boolean;
      readonly tid?: string;
      readonly webterminal_config?: { readonly allowed_actions?: Readonly<Record<string, boolean>> };
    };
  };
}

/** What the terminal of a merchant may do with cards. It is the first device that is enabled for them; without one, it is switched off. */
export function virtualTerminal(
  { store }: Pick<Engine, 'store'>,
  merchant: string,
): LoyaltyMerchantCardVirtualTerminalData {
  const own = [...store.all<LoyaltyDevice>('smart.devices')].filter((device) => device.merchant?.id === merchant);
  const device = own.find(({ products }) => products?.loyalty?.enabled);
  if (!device) {
    const tid = own.find(({ products }) => products?.loyalty?.tid)?.products?.loyalty?.tid ?? TID;
    return { tid, actions: [], gift_terminal: 0, amount_split_enabled: 0, disabled: 1 };
  }
  const { tid = TID, webterminal_config } = device.products!.loyalty!;
  const allowed = webterminal_config?.allowed_actions;
  return {
    ...(device.store && { store: { object: device.store.object, id: device.store.id } }),
    tid,
    actions: allowed ? Object.keys(allowed).filter((name) => allowed[name] && !NO_BOOKINGS.has(name)) : ACTIONS,
    gift_terminal: 1,
    amount_split_enabled: 1,
    disabled: 0,
  };
}

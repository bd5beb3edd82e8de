import type { SmartTransaction } from '@secuconnect/api';

/** Articles that load a card, and those that take credit from it. */
const LOADING: ReadonlySet<string> = new Set(['4260447149502', '4260447149519']);
const UNLOADING: ReadonlySet<string> = new Set(['4260447149533', '4260447149540']);

/** What the gift card articles of a sale load on its card, and take from it, in minor units. */
export function giftCardArticles({ basket }: SmartTransaction): { readonly loaded: number; readonly taken: number } {
  const total = (eans: ReadonlySet<string>): number =>
    (basket?.products ?? [])
      .filter(({ ean }) => ean != null && eans.has(ean))
      .reduce((sum, { quantity, priceOne }) => sum + (quantity ?? 1) * Math.abs(priceOne ?? 0), 0);
  return { loaded: total(LOADING), taken: total(UNLOADING) };
}

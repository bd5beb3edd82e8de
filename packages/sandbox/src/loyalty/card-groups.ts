import type { LoyaltyCardGroup, LoyaltyCardGroupInput, LoyaltyCardGroupUpdateInput } from '@secuconnect/api';
import { load, reference } from '../call/objects.ts';
import type { Engine } from '../engine/engine.ts';
import { summaryOf } from './issue-cards.ts';
import { CARD_GROUPS, refreshCopies } from './merchant-cards.ts';

/** Most credit on a card of a new group, in minor units. */
const BALANCE_LIMIT = 25_000;
const STOCK_WARN_LIMIT = 10;

export function createCardGroup(
  engine: Pick<Engine, 'store' | 'ids'>,
  { merchant, display_name, picture }: LoyaltyCardGroupInput,
): LoyaltyCardGroup {
  const group = {
    object: CARD_GROUPS,
    id: engine.ids.id('CRG_'),
    merchant: reference('general.merchants', merchant),
    display_name,
    display_name_raw: display_name,
    stock_warn_limit: STOCK_WARN_LIMIT,
    picture: picture ?? null,
    balance_limit: BALANCE_LIMIT,
    balance_expiry: false,
    cancel_selected: false,
    description: null,
  };
  engine.store.put(CARD_GROUPS, group);
  return group;
}

/** Changes the name or the picture of a group, and the name on its cards. */
export function updateCardGroup(
  engine: Pick<Engine, 'store'>,
  id: string,
  { display_name, picture }: LoyaltyCardGroupUpdateInput,
): LoyaltyCardGroup {
  const group = {
    ...load<LoyaltyCardGroup>(engine, CARD_GROUPS, id),
    display_name,
    display_name_raw: display_name,
    ...(picture !== undefined && { picture }),
  };
  engine.store.put(CARD_GROUPS, group);
  refreshCopies(engine, 'cardgroup', summaryOf(group));
  return group;
}

import { MERCHANT } from '../../support/loyalty.ts';
import type { Scenarios } from '../scenario.ts';

export const loyaltyCardGroups: Scenarios = {
  'loyalty.cardGroups.update': {
    async arrange({ secuconnect, random, unique }) {
      const { cardGroups } = secuconnect.loyalty;
      const { id, display_name } = await cardGroups.create({ merchant: MERCHANT, display_name: unique('Club') });
      const picture = `https://shop.example/${unique('card')}.png`;
      const body =
        random() < 0.5 ? { display_name: unique('Club') } : { display_name: display_name ?? unique('Club'), picture };
      return (options) => cardGroups.update(id, body, options);
    },
  },
};

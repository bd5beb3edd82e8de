import { newCard } from '../../support/loyalty.ts';
import type { ScenarioContext, Scenarios } from '../scenario.ts';

async function cardId(context: ScenarioContext): Promise<string> {
  const { id } = await newCard(context);
  const { card } = await context.secuconnect.loyalty.merchantCards.get(id);
  return card!.id;
}

export const loyaltyCards: Scenarios = {
  'loyalty.cards.assignUser': {
    async arrange(context) {
      const { cards } = context.secuconnect.loyalty;
      const [id, user] = [await cardId(context), context.unique('ACC')];
      return {
        write: (options) => cards.assignUser(id, user, { pin: '0000' }, options),
        meanwhile: () => cards.assignUser(id, context.unique('ACC'), { pin: '0000' }),
      };
    },
  },
  'loyalty.cards.unassignUser': {
    async arrange(context) {
      const { cards } = context.secuconnect.loyalty;
      const [id, user] = [await cardId(context), context.unique('ACC')];
      await cards.assignUser(id, user, { pin: '0000' });
      return (options) => cards.unassignUser(id, user, options);
    },
  },
};

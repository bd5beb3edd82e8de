import { MERCHANT } from '../../support/loyalty.ts';
import { pick, type Scenarios } from '../scenario.ts';

export const generalStores: Scenarios = {
  'general.stores.update': {
    async arrange({ secuconnect, random, unique }) {
      const { stores } = secuconnect.general;
      const name = unique('Store');
      const { id } = await stores.create({ merchant: MERCHANT, name });
      const website = { url_website: `https://shop.example/${unique('store')}` };
      // With the same name as before, and with an address alone, it cannot be told.
      const newName = random() < 0.3 ? name : unique('Store');
      const bodies = [
        website,
        { ...website, name: newName },
        { address: { street: unique('Street'), city: 'Pulsnitz' }, name: newName },
        { address: { street: unique('Street'), city: 'Pulsnitz' } },
      ];
      const body = pick({ random }, bodies);
      return (options) => stores.update(id, body, options);
    },
  },
};

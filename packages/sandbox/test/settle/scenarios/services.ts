import type { Scenarios } from '../scenario.ts';

export const services: Scenarios = {
  'services.identRequests.create': {
    mayRepeat: true,
    async arrange({ secuconnect, random, unique }) {
      const owner_transaction_id = unique('ident');
      const contact = { forename: 'Erika', surname: 'Beispiel', email: 'erika@example.com' };
      const body = { type: 'person' as const, demo: true, owner_transaction_id, person: [{ contact }] };
      if (random() < 0.3)
        await secuconnect.services.identRequests.create({ ...body, owner_transaction_id: unique('ident') });
      return (options) => secuconnect.services.identRequests.create(body, options);
    },
  },
};

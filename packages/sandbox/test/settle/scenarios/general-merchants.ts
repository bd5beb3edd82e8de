import { MERCHANT } from '../../support/loyalty.ts';
import type { Scenarios } from '../scenario.ts';

export const generalMerchants: Scenarios = {
  'general.merchants.update': {
    async arrange({ secuconnect, random, unique }) {
      const { merchants } = secuconnect.general;
      const urls = ['url_success', 'url_failure'].map((type) => ({
        type,
        url: `https://shop.example/${unique('page')}`,
      }));
      if (random() < 0.3) await merchants.update(MERCHANT, { urls: urls.slice(1) });
      const imprint = { content: unique('text'), type: 'imprint', language: 'de' };
      const body = { urls, ...(random() < 0.5 && { legal_details: [imprint] }) };
      return (options) => merchants.update(MERCHANT, body, options);
    },
  },
};

import { MERCHANT } from '../../support/loyalty.ts';
import { GAMES, MUSIC } from '../../support/prepaid.ts';
import type { Scenarios } from '../scenario.ts';

const TILL = {
  merchant: MERCHANT,
  store: 'STO_6V2YXN8RP4K1M7Q3T9W5Z0A8C2E6G',
  smart_device: 'SDV_4K8NXR2PW6M1Q5T9V3Y7Z0B5D8F2H',
  vtc_tid: 60214001,
} as const;
const HOUR_MS = 3_600_000;

export const prepaid: Scenarios = {
  'prepaid.sales.create': {
    async arrange({ secuconnect, sandbox, random }) {
      const body = { item: random() < 0.5 ? MUSIC : GAMES };
      const hasOthers = random() < 0.5;
      await secuconnect.prepaid.sales.create(body);
      // The sale before is another one.
      if (!hasOthers) await sandbox.control.advance(HOUR_MS);
      return (options) => secuconnect.prepaid.sales.create(body, options);
    },
  },
  'prepaid.sales.confirm': {
    async arrange({ secuconnect, random }) {
      const { sales } = secuconnect.prepaid;
      const { id } = await sales.create({ item: random() < 0.5 ? MUSIC : GAMES });
      return (options) => sales.confirm(id, options);
    },
  },
  'prepaid.reports.create': {
    async arrange({ secuconnect, sandbox }) {
      const { reports } = secuconnect.prepaid;
      await reports.create(TILL);
      await sandbox.control.advance(HOUR_MS);
      return (options) => reports.create(TILL, options);
    },
  },
};

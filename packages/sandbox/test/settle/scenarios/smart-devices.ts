import type { ScenarioContext, Scenarios } from '../scenario.ts';

export const STORE = 'STO_6V2YXN8RP4K1M7Q3T9W5Z0A8C2E6G';

const newDevice = async ({ secuconnect, unique }: ScenarioContext): Promise<string> =>
  (await secuconnect.smart.devices.create({ vendor_uid: unique('/vendor/till'), store: STORE })).id;

export const smartDevices: Scenarios = {
  'smart.devices.create': {
    async arrange(context) {
      const { unique, random, secuconnect } = context;
      const body = {
        store: STORE,
        type: 'cashier',
        description: unique('Till'),
        ...(random() < 0.5 && { vendor_uid: unique('/vendor/till') }),
      } as const;
      if (random() < 0.3) await newDevice(context);
      return (options) => secuconnect.smart.devices.create(body, options);
    },
  },
  'smart.devices.update': {
    async arrange(context) {
      const id = await newDevice(context);
      const body = { description: context.unique('Till'), ...(context.random() < 0.5 && { store: STORE }) } as const;
      const { devices } = context.secuconnect.smart;
      return {
        write: (options) => devices.update(id, body, options),
        meanwhile: () => devices.update(id, { description: context.unique('Till') }),
      };
    },
  },
  'smart.devices.updatePin': {
    async arrange(context) {
      const { sandbox, secuconnect, unique } = context;
      const uuid = unique('/vendor/till');
      const { id } = await secuconnect.smart.devices.create({ vendor_uid: uuid, store: STORE });
      const response = await sandbox.fetch('http://localhost:4010/oauth/token', {
        method: 'POST',
        body: new URLSearchParams({ grant_type: 'device', client_id: 'till', client_secret: 'till', uuid }),
      });
      const { user_code: user_pin } = (await response.json()) as { user_code: string };
      return (options) => secuconnect.smart.devices.updatePin(id, { user_pin }, options);
    },
  },
};

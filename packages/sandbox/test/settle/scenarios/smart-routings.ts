import type { ScenarioContext, Scenarios } from '../scenario.ts';
import { STORE } from './smart-devices.ts';

const newDevice = async ({ secuconnect, unique }: ScenarioContext): Promise<string> =>
  (await secuconnect.smart.devices.create({ vendor_uid: unique('/vendor/till'), store: STORE })).id;

/** A routing with some devices. */
async function newRouting(
  context: ScenarioContext,
  count: number,
): Promise<{ readonly id: string; readonly devices: readonly string[] }> {
  const { routings } = context.secuconnect.smart;
  const { id } = await routings.create({ store: STORE, description: context.unique('Counter') });
  const devices: string[] = [];
  for (let each = 0; each < count; each += 1) {
    const device = await newDevice(context);
    await routings.assign(id, device);
    devices.push(device);
  }
  return { id, devices };
}

export const smartRoutings: Scenarios = {
  'smart.routings.create': {
    mayRepeat: true,
    async arrange(context) {
      if (context.random() < 0.3) await newRouting(context, 0);
      const body = { store: STORE, description: context.unique('Counter') } as const;
      return (options) => context.secuconnect.smart.routings.create(body, options);
    },
  },
  'smart.routings.update': {
    async arrange(context) {
      const { id } = await newRouting(context, 1);
      const body = { store: STORE, description: context.unique('Counter') } as const;
      return (options) => context.secuconnect.smart.routings.update(id, body, options);
    },
  },
  'smart.routings.delete': {
    async arrange(context) {
      const { id } = await newRouting(context, 1);
      return (options) => context.secuconnect.smart.routings.delete(id, options);
    },
  },
  'smart.routings.assign': {
    async arrange(context) {
      const { id, devices } = await newRouting(context, 2);
      const isRanked = context.random() < 0.5;
      // A device that is a part already moves to its new rank.
      const device = isRanked && context.random() < 0.3 ? devices[1]! : await newDevice(context);
      const body = isRanked ? { priority: 1 } : {};
      return (options) => context.secuconnect.smart.routings.assign(id, device, body, options);
    },
  },
  'smart.routings.unassign': {
    async arrange(context) {
      const { id, devices } = await newRouting(context, 2);
      return (options) => context.secuconnect.smart.routings.unassign(id, devices[0]!, options);
    },
  },
};

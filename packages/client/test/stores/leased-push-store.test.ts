import { describe, expect, test } from 'vitest';
import { leasedPushStore } from '../../src/stores/leased-push-store.ts';
import { deferred } from '../pushes/push-receiver.ts';
import { claim, pushStoreContract } from '../pushes/push-store-contract.ts';
import { memoryPushSteps } from './memory-steps.ts';

pushStoreContract('leasedPushStore()', async () => {
  const steps = memoryPushSteps();
  return { store: leasedPushStore(steps), second: leasedPushStore(steps) };
});

describe('leasedPushStore()', () => {
  test('a claim whose result is unknown leaves the event to the next claim', async () => {
    const steps = memoryPushSteps();
    const store = leasedPushStore({
      ...steps,
      claim: async (...values) => {
        await steps.claim(...values);
        throw new Error('The connection was lost.');
      },
    });
    const failing = [claim(store, 'evt_1'), claim(store, 'evt_1')];
    for (const one of failing) await expect(one).rejects.toThrow('lost');
    // The database has the claim. The same object claims again; another one waits for the lease.
    expect(await claim(leasedPushStore(steps), 'evt_1')).toBe('in-progress');
  });

  test('an event that is being completed cannot be claimed again through the same object', async () => {
    const steps = memoryPushSteps();
    const completing = deferred();
    const store = leasedPushStore({
      ...steps,
      complete: async (...values) => {
        await completing.promise;
        await steps.complete(...values);
      },
    });
    await claim(store, 'evt_1');
    const completed = store.complete('evt_1', 60_000);
    expect(await claim(store, 'evt_1')).toBe('in-progress');
    completing.resolve();
    await completed;
    expect(await claim(store, 'evt_1')).toBe('completed');
  });

  test('a store that fails to complete an event does not keep it claimed in this process', async () => {
    const store = leasedPushStore({ ...memoryPushSteps(), complete: () => Promise.reject(new Error('no redis')) });
    await claim(store, 'evt_1');
    await expect(store.complete('evt_1', 60_000)).rejects.toThrow('no redis');
    expect(await claim(store, 'evt_1')).toBe('claimed');
  });
});

import { expect, test } from 'vitest';
import type { Journal } from '../../src/intents/journal.ts';
import { memoryJournal } from '../../src/intents/memory-journal.ts';
import { IntentRun } from '../../src/intents/run-intent.ts';
import { createFakeApi } from '../../src/testing/index.ts';
import { withInterceptor } from '../../src/transport/intercept.ts';

// The order of the steps is tested with `withIntent`.
test('gives up when other processes win the same intent again and again', async () => {
  const fake = createFakeApi();
  const store = memoryJournal();
  let puts = 0;
  const journal: Journal = {
    ...store,
    async put(intent) {
      puts += 1;
      return { ...intent, state: 'not-done', version: puts, age: 0 };
    },
  };
  const run = new IntentRun(journal, 'a', true);
  const call = fake.client().smart.transactions.create(
    {},
    withInterceptor({}, (intercepted) => run.make(intercepted)),
  );
  await expect(call).rejects.toMatchObject({ outcome: 'not-sent' });
  expect(puts).toBe(5);
  expect(fake.calls('smart.transactions.create')).toEqual([]);
  await expect(run.close()).rejects.toMatchObject({ outcome: 'not-sent' });
});

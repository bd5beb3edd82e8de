import { expect, test } from 'vitest';
import type { Intent } from '../../src/intents/journal.ts';
import { journalContract } from './journal-contract.ts';
import { memoryJournal } from '../../src/intents/memory-journal.ts';

// What every journal has to do is tested by journal-contract.ts.
const intent: Intent = {
  reference: 'order 1',
  operation: 'smart.transactions.create',
  state: 'open',
  idempotencyKey: 'key',
  hiddenFor: 1_000,
  facts: { call: 'digest' },
};

test('ages follow its clock', async () => {
  let now = 100;
  const journal = memoryJournal({ now: () => now });
  await journal.put(intent, 0);
  now = 350;
  expect(await journal.get('order 1')).toMatchObject({ version: 1, age: 250 });
});

test('what a reader changes stays with the reader', async () => {
  const journal = memoryJournal();
  const facts = { call: 'digest' };
  await journal.put({ ...intent, facts }, 0);
  facts.call = 'other';
  const read = await journal.get('order 1');
  (read!.facts as { call: string }).call = 'third';
  expect(await journal.get('order 1')).toMatchObject({ facts: { call: 'digest' } });
});

test('a version of an intent that is not there is a mistake', async () => {
  await expect(memoryJournal().put(intent, 1)).rejects.toThrow('The journal has no intent "order 1".');
});

journalContract('in memory', async () => {
  const journal = memoryJournal();
  return { journal, second: journal };
});

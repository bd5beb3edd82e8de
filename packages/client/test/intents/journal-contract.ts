import { beforeEach, describe, expect, test } from 'vitest';
import type { Intent, Journal, StoredIntent } from '../../src/intents/journal.ts';

/** An intent as the tests of journals store it. */
export const intentOf = (reference: string, changes: Partial<Intent> = {}): Intent => ({
  reference,
  operation: 'payment.transactions.cancel',
  state: 'open',
  idempotencyKey: `key of ${reference}`,
  hiddenFor: 180_000,
  facts: { amount: 1995, parts: [1, 2.5, true, null], note: 'über\n{}"\\\u0000' },
  ...changes,
});

const ATTEMPTS = Array.from({ length: 50 }, (_, attempt) => attempt);

/**
 * What every journal does.
 *
 * @param makeJournal Makes an empty journal, and `second` over the same data: another connection, or another object.
 */
export function journalContract(name: string, makeJournal: () => Promise<{ journal: Journal; second: Journal }>): void {
  describe(`the journal contract: ${name}`, () => {
    let journal: Journal;
    let second: Journal;
    const either = (attempt: number): Journal => (attempt % 2 ? second : journal);
    const references = (intents: readonly StoredIntent[]): string[] => intents.map((one) => one.reference);
    beforeEach(async () => ({ journal, second } = await makeJournal()));

    test('an intent is returned as it was stored, to everyone, with its version and age', async () => {
      const intent = intentOf('order 1', { subject: 'PCI_1' });
      expect(await journal.get('order 1')).toBeUndefined();
      expect(await journal.put(intent, 0)).toBeUndefined();
      for (const one of [journal, second]) {
        const { age, ...stored } = (await one.get('order 1'))!;
        expect(stored).toEqual({ ...intent, version: 1 });
        expect(age).toBeGreaterThanOrEqual(0);
      }
      expect(await second.get('order 2')).toBeUndefined();
    });

    test('the value of an ended intent is returned as it was stored', async () => {
      await journal.put(intentOf('order 1'), 0);
      const value = { id: 'PCI_1', amount: 1995, list: [{ nested: [] }], nothing: null };
      expect(await second.put(intentOf('order 1', { state: 'done', value }), 1)).toBeUndefined();
      expect(await journal.get('order 1')).toMatchObject({ state: 'done', value, version: 2 });
    });

    test.each([
      '',
      '{}',
      '}x',
      '{a}b',
      ' a b ',
      'it\'s "quoted"',
      'a\nb',
      '100 %',
      'über 💶',
      '\\x00',
      'a'.repeat(500),
    ])('a reference and a subject may be any text: %j', async (text) => {
      await journal.put(intentOf(text, { subject: text || 'none' }), 0);
      expect(await second.put(intentOf(`${text}.`, { subject: text || 'none' }), 0)).toMatchObject({ reference: text });
      expect(await second.get(text)).toMatchObject({ reference: text, version: 1 });
      await second.put(intentOf(text, { state: 'done' }), 1);
      expect([(await journal.get(text))?.state, await journal.open()]).toEqual(['done', []]);
    });

    test('a write that expects another version stores nothing, and returns what is there', async () => {
      await journal.put(intentOf('order 1'), 0);
      expect(await second.put(intentOf('order 1', { state: 'done' }), 0)).toMatchObject({ state: 'open', version: 1 });
      expect(await second.put(intentOf('order 1', { state: 'done' }), 2)).toMatchObject({ state: 'open', version: 1 });
      expect(await second.put(intentOf('order 1', { state: 'done' }), 1)).toBeUndefined();
      expect(await journal.put(intentOf('order 1', { state: 'not-done' }), 1)).toMatchObject({
        state: 'done',
        version: 2,
      });
      expect(await journal.get('order 1')).toMatchObject({ state: 'done', version: 2 });
    });

    test('a write that replaces an intent which is not there fails, with its reference', async () => {
      await expect(journal.put(intentOf('order 1', { state: 'done' }), 3)).rejects.toThrow('order 1');
      expect(await journal.get('order 1')).toBeUndefined();
    });

    test('an ended intent may be opened again', async () => {
      await journal.put(intentOf('order 1', { subject: 'PCI_1' }), 0);
      await journal.put(intentOf('order 1', { subject: 'PCI_1', state: 'not-done' }), 1);
      expect(await second.put(intentOf('order 1', { subject: 'PCI_1' }), 2)).toBeUndefined();
      expect(references(await journal.open())).toEqual(['order 1']);
      expect(await journal.get('order 1')).toMatchObject({ state: 'open', version: 3 });
      expect(await journal.put(intentOf('order 2', { subject: 'PCI_1' }), 0)).toMatchObject({ reference: 'order 1' });
    });

    test('of 50 concurrent writes of a new intent, exactly one is stored, and the others receive it', async () => {
      const results = await Promise.all(
        ATTEMPTS.map((facts) => either(facts).put(intentOf('order 1', { facts, idempotencyKey: 'the same' }), 0)),
      );
      const stored = await journal.get('order 1');
      expect(results.flatMap((result, attempt) => (result ? [] : [attempt]))).toEqual([stored!.facts]);
      expect(new Set(results.filter(Boolean).map((one) => one!.facts))).toEqual(new Set([stored!.facts]));
      expect(stored!.version).toBe(1);
    });

    test('of 50 concurrent writes of the very same intent, exactly one is stored', async () => {
      const results = await Promise.all(ATTEMPTS.map((attempt) => either(attempt).put(intentOf('order 1'), 0)));
      expect(results.filter((one) => one === undefined)).toHaveLength(1);
    });

    test('of 50 concurrent writes over one version, exactly one is stored', async () => {
      await journal.put(intentOf('order 1'), 0);
      const results = await Promise.all(
        ATTEMPTS.map((value) => either(value).put(intentOf('order 1', { state: 'done', value }), 1)),
      );
      const stored = await second.get('order 1');
      expect(results.flatMap((result, attempt) => (result ? [] : [attempt]))).toEqual([stored!.value]);
      expect(stored!.version).toBe(2);
    });

    test('of 50 concurrent intents with one subject, exactly one is opened, and the others receive it', async () => {
      const results = await Promise.all(
        ATTEMPTS.map((attempt) => either(attempt).put(intentOf(`order ${attempt}`, { subject: 'PCI_1' }), 0)),
      );
      const [open, ...others] = await journal.open();
      expect(others).toEqual([]);
      expect(results.filter((one) => one === undefined)).toHaveLength(1);
      expect(new Set(references(results.filter((one) => one !== undefined)))).toEqual(new Set([open!.reference]));
    });

    test('a subject is free again when its intent has ended or left it', async () => {
      const [first, next] = [intentOf('order 1', { subject: 'PCI_1' }), intentOf('order 2', { subject: 'PCI_1' })];
      await journal.put(first, 0);
      await journal.put(intentOf('order 3', { subject: 'PCI_3' }), 0);
      expect(await second.put(next, 0)).toMatchObject({ reference: 'order 1' });
      expect(await second.get('order 2')).toBeUndefined();
      await journal.put({ ...first, state: 'done' }, 1);
      expect(await second.put(next, 0)).toBeUndefined();
      // The first one cannot come back now, and an ended one is in no one's way.
      expect(await journal.put(first, 2)).toMatchObject({ reference: 'order 2' });
      expect(await journal.put({ ...first, state: 'not-done' }, 2)).toBeUndefined();
      await second.put({ ...next, subject: 'PCI_2' }, 1);
      expect(await journal.put(first, 3)).toBeUndefined();
      expect(references(await second.open()).sort()).toEqual(['order 1', 'order 2', 'order 3']);
    });

    test('intents without a subject are in the way of no other', async () => {
      await journal.put(intentOf('order 1'), 0);
      expect(await second.put(intentOf('order 2', { subject: undefined }), 0)).toBeUndefined();
    });

    test('open() lists the open intents only, the one whose last write is the oldest first', async () => {
      const pause = () => new Promise((resolve) => setTimeout(resolve, 5));
      for (const reference of ['order 3', 'order 1', 'order 2', 'order 4']) {
        await either(reference.length).put(intentOf(reference), 0);
        await pause();
      }
      await journal.put(intentOf('order 1', { state: 'done' }), 1);
      await journal.put(intentOf('order 4', { state: 'not-done' }), 1);
      expect(references(await second.open())).toEqual(['order 3', 'order 2']);
      await second.put(intentOf('order 3', { facts: 'written again' }), 1);
      const open = await journal.open();
      expect(references(open)).toEqual(['order 2', 'order 3']);
      expect(open[0]!.age).toBeGreaterThan(open[1]!.age);
      expect(open[1]).toMatchObject({ facts: 'written again', version: 2 });
    });
  });
}

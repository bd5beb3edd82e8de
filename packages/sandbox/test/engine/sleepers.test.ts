import { expect, test } from 'vitest';
import { Sleepers } from '../../src/engine/sleepers.ts';
import { MINUTE, NOON } from './engine-fixture.ts';

/** Sleepers that write down who wakes. */
function dormitory() {
  const sleepers = new Sleepers();
  const awake: string[] = [];
  const sleep = async (name: string, at: number, signal?: AbortSignal): Promise<void> => {
    await sleepers.sleep(at, signal);
    awake.push(name);
  };
  return { sleepers, awake, sleep };
}

test('each sleeper wakes when its time has come', async () => {
  const { sleepers, awake, sleep } = dormitory();
  expect(sleepers.nextTime).toBeUndefined();
  const second = sleep('second', NOON + MINUTE);
  const first = sleep('first', NOON);
  expect([sleepers.size, sleepers.nextTime]).toEqual([2, NOON]);
  sleepers.wake(NOON);
  await first;
  expect(awake).toEqual(['first']);
  expect([sleepers.size, sleepers.nextTime]).toEqual([1, NOON + MINUTE]);
  sleepers.wake();
  await second;
  expect(awake).toEqual(['first', 'second']);
  expect(sleepers.size).toBe(0);
});

test('a signal wakes its sleeper alone, and at once if it was aborted before', async () => {
  const { sleepers, awake, sleep } = dormitory();
  const controller = new AbortController();
  void sleep('other', NOON);
  const own = sleep('own', NOON, controller.signal);
  controller.abort();
  await own;
  await sleep('late', NOON, controller.signal);
  expect(awake).toEqual(['own', 'late']);
  expect(sleepers.size).toBe(1);
});

test('who asks is woken by an answer, the one who has asked first', async () => {
  const { sleepers } = dormitory();
  const first = sleepers.sleep(NOON, undefined, 'card?');
  const second = sleepers.sleep(NOON, undefined, 'card?');
  void sleepers.sleep(NOON);
  expect(sleepers.questions).toEqual(['card?', 'card?']);
  expect([sleepers.answer('card?', 'yes'), sleepers.answer('cash?', 'yes')]).toEqual([true, false]);
  expect(await first).toBe('yes');
  sleepers.wake();
  expect(await second).toBeUndefined();
});

import { expect, test, vi } from 'vitest';
import type { PushEvent } from '../../src/pushes/push-record.ts';
import { PushFeed } from '../../src/pushes/push-feed.ts';
import { Store } from '../../src/store/store.ts';
import { MemoryJournal } from '../engine/engine-fixture.ts';

const URL_PUSH = 'https://shop.example/push';
const event = (id: string): PushEvent => ({
  object: 'event.pushes',
  id,
  created: '2026-01-01T12:00:00+00:00',
  target: 'payment.transactions',
  type: 'changed',
  data: [{ object: 'payment.transactions', id: 'PCI_1' }],
});
const idsIn = ({ pushes }: ReturnType<PushFeed['read']>): string[] => pushes.map((push) => push.event.id);

test('a reader gets each event once, in order, in pages', () => {
  const feed = new PushFeed(new Store());
  expect(feed.read()).toEqual({ pushes: [], cursor: 0, latest: 0, isIncomplete: false });
  for (const id of ['evt_1', 'evt_2', 'evt_3']) feed.append(event(id), id === 'evt_2' ? URL_PUSH : null);
  const first = feed.read(0, 2);
  expect(first.pushes).toEqual([
    { event: event('evt_1'), url: null },
    { event: event('evt_2'), url: URL_PUSH },
  ]);
  const second = feed.read(first.cursor, 2);
  expect(idsIn(second)).toEqual(['evt_3']);
  expect(second.cursor).toBe(second.latest);
  expect(feed.read(second.cursor)).toMatchObject({ pushes: [], cursor: second.cursor });
  feed.append(event('evt_4'), undefined);
  expect(idsIn(feed.read(second.cursor))).toEqual(['evt_4']);
});

test('with a limit of 0, a reader learns where the end is', () => {
  const feed = new PushFeed(new Store());
  feed.append(event('evt_1'), null);
  const { pushes, latest } = feed.read(0, 0);
  expect([pushes, idsIn(feed.read(latest))]).toEqual([[], []]);
});

test('numbers grow when the clock of the computer goes back, and over resets and restarts', () => {
  const journal = new MemoryJournal();
  const store = new Store(journal);
  const feed = new PushFeed(store);
  feed.append(event('evt_1'), null);
  vi.useFakeTimers({ now: 0 });
  feed.append(event('evt_2'), null);
  vi.useRealTimers();
  const { latest } = feed.read();
  const restarted = new PushFeed(new Store(journal));
  expect(restarted.read().latest).toBe(latest);
  expect(idsIn(restarted.read())).toEqual(['evt_1', 'evt_2']);
  store.replace();
  feed.append(event('evt_3'), null);
  expect(idsIn(feed.read(latest))).toEqual(['evt_3']);
});

test('a reader that comes too late is told so', () => {
  const feed = new PushFeed(new Store());
  feed.append(event('evt_first'), null);
  const { cursor } = feed.read();
  for (let count = 0; count < 9_999; count++) feed.append(event(`evt_${count}`), null);
  expect(feed.read(0).isIncomplete).toBe(false);
  feed.append(event('evt_more'), null);
  expect(feed.read(0).isIncomplete).toBe(true);
  // It had that one.
  expect(feed.read(cursor)).toMatchObject({ isIncomplete: false });
  feed.append(event('evt_last'), null);
  expect(feed.read(cursor)).toMatchObject({ isIncomplete: true });
  expect(idsIn(feed.read(cursor, 1))).toEqual(['evt_1']);
  feed.clear();
  expect(feed.read(cursor)).toMatchObject({ pushes: [], isIncomplete: false });
});

test('an event that is sent again is in the feed again', () => {
  const feed = new PushFeed(new Store());
  feed.append(event('evt_1'), URL_PUSH);
  const { cursor } = feed.read();
  expect(feed.appendAgain('evt_none')).toBe(false);
  expect(feed.appendAgain('evt_1')).toBe(true);
  expect(feed.read(cursor).pushes).toEqual([{ event: event('evt_1'), url: URL_PUSH }]);
});

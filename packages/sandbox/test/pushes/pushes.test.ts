import { describe, expect, test, vi } from 'vitest';
import type { PushEvent } from '../../src/pushes/push-record.ts';
import { Pushes } from '../../src/pushes/pushes.ts';
import {
  engineParts,
  HOUR,
  MemoryJournal,
  MINUTE,
  NOON,
  SECOND,
  type FixtureOptions,
} from '../engine/engine-fixture.ts';

const URL_PUSH = 'https://shop.example/push';
const TARGET = 'payment.transactions';

type Answer = (event: PushEvent, url: string) => number | Promise<number>;

/** Pushes to a receiver that answers as told, and what it received: when, and which objects. */
function pushesFixture(options: FixtureOptions & { answer?: Answer } = {}) {
  const parts = engineParts(options);
  const received: string[] = [];
  const bodies: PushEvent[] = [];
  const { answer = () => 200 } = options;
  const receive = async (input: unknown, init?: RequestInit): Promise<Response> => {
    const event = JSON.parse(String(init?.body)) as PushEvent;
    received.push(`${(parts.clock.now() - NOON) / SECOND} s: ${event.data[0].id}`);
    bodies.push(event);
    return new Response(null, { status: await answer(event, String(input)) });
  };
  const pushes = new Pushes({ ...parts, fetch: receive as typeof fetch });
  parts.schedule.start();
  const notify = (id: string, url: string | null = URL_PUSH): void => pushes.notify(url, TARGET, id);
  return { ...parts, pushes, received, bodies, notify };
}

/** The answers one after the other, and the last one from then on. */
const inTurn = (...statuses: number[]): Answer => {
  const left = [...statuses];
  return () => (left.length > 1 ? left.shift()! : left[0]!);
};

describe('a push', () => {
  test('is sent and logged', async () => {
    const { pushes, schedule, bodies } = pushesFixture();
    pushes.notify(URL_PUSH, TARGET, 'PCI_1', 'added');
    const event = {
      object: 'event.pushes',
      id: expect.stringMatching(/^evt_[0-9a-z]{24}$/) as string,
      created: '2026-01-01T12:00:00+00:00',
      target: TARGET,
      type: 'added',
      data: [{ object: TARGET, id: 'PCI_1' }],
    };
    const now = '2026-01-01T12:00:00+00:00';
    expect(pushes.log()).toEqual([
      { id: event.id, url: URL_PUSH, event, status: 'waiting', attempts: [], nextAttempt: now },
    ]);
    await schedule.advance(0);
    expect(bodies).toEqual([event]);
    expect(pushes.log()).toEqual([
      {
        id: bodies[0]!.id,
        url: URL_PUSH,
        event,
        status: 'delivered',
        attempts: [{ at: now, status: 200, durationMs: expect.any(Number) as number }],
      },
    ]);
  });

  test('says by default that the object has changed, and waits for its delay', async () => {
    const { notify, schedule, received, bodies } = pushesFixture({ pushes: { delay: 5 * SECOND } });
    notify('PCI_1');
    await schedule.advance(MINUTE);
    expect(received).toEqual(['5 s: PCI_1']);
    expect(bodies[0]!.type).toBe('changed');
  });

  test('is not sent without a URL, but is in the feed', () => {
    const { pushes } = pushesFixture();
    for (const url of [null, undefined, '']) pushes.notify(url, TARGET, 'PCI_1');
    expect(pushes.log()).toEqual([]);
    const { pushes: fed } = pushes.feed();
    expect(fed.map(({ url }) => url)).toEqual([null, null, null]);
    expect(pushes.replay(fed[0]!.event.id)).toBe(true);
    expect(pushes.feed().pushes).toHaveLength(4);
    expect(pushes.log()).toEqual([]);
  });

  test('is not sent when its transaction fails', async () => {
    const { store, pushes, notify, schedule, received } = pushesFixture();
    expect(() =>
      store.transaction(() => {
        notify('PCI_1');
        throw new Error('on purpose');
      }),
    ).toThrow('on purpose');
    await schedule.advance(HOUR);
    expect([pushes.log(), pushes.feed().pushes, received]).toEqual([[], [], []]);
  });

  test('to another scheme fails at once', async () => {
    const { pushes, notify, schedule, received } = pushesFixture();
    notify('PCI_1', 'ftp://shop.example');
    expect(pushes.log()).toMatchObject([
      { status: 'given-up', attempts: [{ error: 'The URL has to begin with http: or https:.', durationMs: 0 }] },
    ]);
    expect(pushes.replay(pushes.log()[0]!.id)).toBe(true);
    expect(pushes.log()[0]).toMatchObject({ status: 'given-up', attempts: [{}, {}] });
    await schedule.advance(HOUR);
    expect(received).toEqual([]);
  });
});

describe('a push that is not accepted', () => {
  test.each([201, 204, 302, 404, 500])('with the status %i is sent again', async (status) => {
    const { pushes, notify, schedule, received } = pushesFixture({ answer: inTurn(status, 200) });
    notify('PCI_1');
    await schedule.advance(0);
    expect(pushes.log()).toMatchObject([
      { status: 'waiting', attempts: [{ status }], nextAttempt: '2026-01-01T12:01:00+00:00' },
    ]);
    await schedule.advance(HOUR);
    expect(received).toEqual(['0 s: PCI_1', '60 s: PCI_1']);
    expect(pushes.log()).toMatchObject([{ status: 'delivered', attempts: [{ status }, { status: 200 }] }]);
    expect(pushes.log()[0]).not.toHaveProperty('nextAttempt');
  });

  test('is sent again under the same id without an answer', async () => {
    const { pushes, notify, schedule, bodies } = pushesFixture({
      answer: () => Promise.reject(new TypeError('fetch failed', { cause: new Error('no route') })),
    });
    notify('PCI_1');
    await schedule.advance(MINUTE);
    expect(pushes.log()).toMatchObject([
      { status: 'waiting', attempts: [{ error: 'no route' }, { error: 'no route' }] },
    ]);
    expect(bodies[1]).toEqual(bodies[0]);
  });

  test('waits twice as long each time, up to the longest pause, until it is given up', async () => {
    const { pushes, notify, schedule, received } = pushesFixture({
      answer: () => 500,
      pushes: { retryDelay: MINUTE, longestRetryDelay: 4 * MINUTE, giveUpAfter: 15 * MINUTE },
    });
    notify('PCI_1');
    await schedule.advance(11 * MINUTE);
    expect(pushes.log()).toMatchObject([{ status: 'waiting', nextAttempt: '2026-01-01T12:15:00+00:00' }]);
    await schedule.advance(HOUR);
    expect(received.map((one) => one.split(' ')[0])).toEqual(['0', '60', '180', '420', '660', '900']);
    expect(pushes.log()).toMatchObject([{ status: 'given-up' }]);
    expect(pushes.log()[0]!.attempts).toHaveLength(6);
    expect(pushes.log()[0]).not.toHaveProperty('nextAttempt');
    expect(schedule.jobs()).toEqual([]);
  });

  test('is given up after a day by default', async () => {
    const { pushes, notify, schedule, received } = pushesFixture({ answer: () => 500 });
    notify('PCI_1');
    await schedule.advance(48 * HOUR);
    expect(pushes.log()[0]!.status).toBe('given-up');
    const last = Number.parseInt(received.at(-1)!, 10) * SECOND;
    expect(last).toBeGreaterThan(22 * HOUR);
    expect(last).toBeLessThanOrEqual(24 * HOUR);
  });

  test('is not sent any more when the sandbox was away for too long', async () => {
    const journal = new MemoryJournal();
    const before = pushesFixture({ journal, pushes: { delay: HOUR } });
    before.notify('PCI_1');
    await before.schedule.close();
    const after = pushesFixture({ journal, now: NOON + 25 * HOUR });
    await after.schedule.advance(0);
    expect(after.received).toEqual([]);
    expect(after.pushes.log()).toMatchObject([{ status: 'given-up', attempts: [] }]);
  });

  test('holds up no other', async () => {
    const { notify, schedule, received } = pushesFixture({
      answer: ({ data }) => (data[0].id === 'PCI_1' ? 500 : 200),
    });
    notify('PCI_1');
    notify('PCI_2');
    await schedule.advance(0);
    expect(received).toEqual(['0 s: PCI_1', '0 s: PCI_2']);
  });
});

describe('the order', () => {
  const many = Array.from({ length: 20 }, (_, index) => `PCI_${index}`);

  test('is that of the events, each after the answer to the one before', async () => {
    let open = 0;
    let mostOpen = 0;
    const { notify, schedule, bodies } = pushesFixture({
      answer: async (event) => {
        open += 1;
        mostOpen = Math.max(mostOpen, open);
        // The earlier, the slower.
        for (let ticks = 20 - Number(event.data[0].id.slice(4)); ticks > 0; ticks--) await Promise.resolve();
        open -= 1;
        return 200;
      },
    });
    for (const id of many) notify(id);
    await schedule.advance(0);
    expect(bodies.map(({ data }) => data[0].id)).toEqual(many);
    expect(mostOpen).toBe(1);
  });

  test('of one receiver does not wait for another', async () => {
    const slow = Promise.withResolvers<number>();
    const { notify, schedule, received } = pushesFixture({
      answer: (_, url) => (url.includes('slow') ? slow.promise : 200),
    });
    notify('PCI_1', 'https://slow.example');
    notify('PCI_2');
    await vi.waitFor(() => expect(received).toEqual(['0 s: PCI_1', '0 s: PCI_2']));
    slow.resolve(200);
    await schedule.idle();
  });

  test('is another one where pushes may overtake each other, the same for the same seed', async () => {
    const scattered = async (): Promise<string[]> => {
      const { notify, schedule, received } = pushesFixture({ seed: 1, pushes: { disorder: true } });
      for (const id of many) notify(id);
      await schedule.advance(MINUTE);
      return received;
    };
    const received = await scattered();
    const ids = received.map((one) => one.split(' ').at(-1)!);
    expect(ids).not.toEqual(many);
    expect(ids.toSorted()).toEqual(many.toSorted());
    expect(await scattered()).toEqual(received);
  });
});

describe('copies', () => {
  test('are sent under the same id, even when the push was accepted', async () => {
    const { pushes, notify, schedule, bodies } = pushesFixture({ pushes: { copies: 3 } });
    notify('PCI_1');
    await schedule.advance(HOUR);
    expect(bodies.map(({ id }) => id)).toEqual(Array.from({ length: 3 }, () => pushes.log()[0]!.id));
    expect(pushes.log()).toMatchObject([{ status: 'delivered', attempts: [{}, {}, {}] }]);
  });

  test('are not sent again themselves, and one that is accepted is enough', async () => {
    const { pushes, notify, schedule, received } = pushesFixture({
      answer: inTurn(500, 500, 200),
      pushes: { copies: 3 },
    });
    notify('PCI_1');
    await schedule.advance(HOUR);
    expect(received).toEqual(['0 s: PCI_1', '0 s: PCI_1', '0 s: PCI_1']);
    expect(pushes.log()).toMatchObject([{ status: 'delivered' }]);
  });
});

test('a failure after an accepted copy leaves the push delivered', async () => {
  const copy = Promise.withResolvers<number>();
  const { pushes, notify, schedule, clock, received } = pushesFixture({
    answer: () => (received.length === 2 ? copy.promise : 500),
    pushes: { copies: 2 },
  });
  notify('PCI_1');
  await vi.waitFor(() => expect(received).toHaveLength(2));
  // The second attempt becomes due, and waits for the copy. Another receiver does not.
  clock.moveTo(NOON + MINUTE);
  notify('PCI_2', 'https://other.example');
  await vi.waitFor(() => expect(received).toHaveLength(4));
  copy.resolve(200);
  await schedule.idle();
  expect(pushes.log()[0]).toMatchObject({
    status: 'delivered',
    attempts: [{ status: 500 }, { status: 200 }, { status: 500 }],
  });
  expect(pushes.log()[0]).not.toHaveProperty('nextAttempt');
});

test('pauses of no length are short ones, so that an advance ends', async () => {
  const { pushes, notify, schedule, received } = pushesFixture({
    answer: () => 500,
    pushes: { retryDelay: 0, giveUpAfter: 10 },
  });
  notify('PCI_1');
  await schedule.advance(SECOND);
  expect(received).toHaveLength(11);
  expect(pushes.log()).toMatchObject([{ status: 'given-up' }]);
});

describe('a replay', () => {
  test('sends the same event again, with all its attempts', async () => {
    const { pushes, notify, schedule, bodies } = pushesFixture({ answer: inTurn(200, 500, 200) });
    notify('PCI_1');
    await schedule.advance(48 * HOUR);
    expect(pushes.replay(bodies[0]!.id)).toBe(true);
    expect(pushes.log()).toMatchObject([{ status: 'waiting', nextAttempt: '2026-01-03T12:00:00+00:00' }]);
    await schedule.advance(HOUR);
    expect(bodies).toEqual([bodies[0], bodies[0], bodies[0]]);
    expect(pushes.log()).toMatchObject([
      { status: 'delivered', attempts: [{ status: 200 }, { status: 500 }, { status: 200 }] },
    ]);
  });

  test('of a push that waits is an additional copy', async () => {
    const { pushes, notify, schedule, received } = pushesFixture({ answer: inTurn(500, 500, 200) });
    notify('PCI_1');
    await schedule.advance(10 * SECOND);
    expect(pushes.replay(pushes.log()[0]!.id)).toBe(true);
    await schedule.advance(HOUR);
    expect(received).toEqual(['0 s: PCI_1', '10 s: PCI_1', '60 s: PCI_1']);
  });

  test('of a push whose copy was accepted has one row of attempts', async () => {
    const { pushes, notify, schedule, received } = pushesFixture({
      answer: inTurn(500, 200, 500),
      pushes: { copies: 2, giveUpAfter: 2 * MINUTE },
    });
    notify('PCI_1');
    await schedule.advance(30 * SECOND);
    pushes.replay(pushes.log()[0]!.id);
    await schedule.advance(HOUR);
    // The attempt that was planned for 60 s is gone.
    expect(received.map((one) => one.split(' ')[0])).toEqual(['0', '0', '30', '30', '90']);
  });

  test('of an unknown push has no effect', () => {
    expect(pushesFixture().pushes.replay('evt_unknown')).toBe(false);
  });
});

describe('the log', () => {
  test('keeps the newest 1,000 pushes', async () => {
    const { pushes, notify, schedule } = pushesFixture();
    for (let i = 0; i < 1000; i++) notify(`PCI_${i}`);
    await schedule.advance(0);
    notify('PCI_1000');
    expect(pushes.log()).toHaveLength(1000);
    expect(pushes.log().map(({ event }) => event.data[0].id)).toEqual(
      Array.from({ length: 1000 }, (_, i) => `PCI_${i + 1}`),
    );
  });

  test('keeps those that wait in any case', async () => {
    const { pushes, notify, schedule } = pushesFixture({
      answer: (event) => (event.data[0].id === 'PCI_0' ? 500 : 200),
    });
    for (let i = 0; i < 1000; i++) notify(`PCI_${i}`);
    await schedule.advance(0);
    notify('PCI_1000');
    expect(
      pushes
        .log()
        .map(({ event }) => event.data[0].id)
        .slice(0, 2),
    ).toEqual(['PCI_0', 'PCI_2']);
  });

  test('is empty after a clear, and nothing of it is sent any more', async () => {
    const answer = Promise.withResolvers<number>();
    const { pushes, notify, schedule, received } = pushesFixture({ answer: () => answer.promise });
    notify('PCI_1');
    notify('PCI_2', 'ftp://shop.example');
    await vi.waitFor(() => expect(received).toHaveLength(1));
    pushes.clear();
    answer.resolve(500);
    await schedule.advance(HOUR);
    expect(pushes.log()).toEqual([]);
    expect(received).toHaveLength(1);
  });
});

test('a push whose answer was not seen before a crash is sent again', async () => {
  const journal = new MemoryJournal();
  const before = pushesFixture({ journal, answer: () => new Promise<never>(() => undefined) });
  before.notify('PCI_1');
  before.notify('PCI_2');
  await vi.waitFor(() => expect(before.received).toHaveLength(1));
  await before.schedule.close();
  expect(before.received).toEqual(['0 s: PCI_1']);
  const after = pushesFixture({ journal });
  await after.schedule.advance(0);
  expect(after.received).toEqual(['0 s: PCI_1', '0 s: PCI_2']);
  expect(after.bodies[0]).toEqual(before.bodies[0]);
  expect(after.pushes.log()).toMatchObject([
    { status: 'delivered', attempts: [{ status: 200 }] },
    { status: 'delivered', attempts: [{ status: 200 }] },
  ]);
});

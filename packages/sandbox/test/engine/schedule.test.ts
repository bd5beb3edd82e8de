import { afterEach, describe, expect, test, vi } from 'vitest';
import { SandboxClock } from '../../src/engine/clock.ts';
import { Ids } from '../../src/engine/ids.ts';
import { Schedule } from '../../src/engine/schedule.ts';
import { Store } from '../../src/store/store.ts';
import { counter, engineParts, HOUR, MemoryJournal, MINUTE, NOON, SECOND } from './engine-fixture.ts';

afterEach(() => void vi.useRealTimers());

const KIND = '_jobs';

/** A schedule with the work `note`, which writes down when it ran and with what. */
function noting(options?: Parameters<typeof engineParts>[0]) {
  const parts = engineParts(options);
  const notes: string[] = [];
  const note = (text: unknown): void => void notes.push(`${(parts.clock.now() - NOON) / SECOND} s: ${String(text)}`);
  parts.schedule.on('note', ({ payload }) => note(payload['text']));
  const later = (delay: number, text: string): number => parts.schedule.in(delay, 'note', { text });
  return { ...parts, notes, note, later };
}

/** Slow work that ends when it is told to. */
function slowly(schedule: Schedule, finish: () => void = () => undefined) {
  const started: (() => void)[] = [];
  const signals: AbortSignal[] = [];
  schedule.onSlow('slow', (_, signal) => {
    signals.push(signal);
    return new Promise((resolve) => {
      started.push(() => resolve(finish));
      signal.addEventListener('abort', () => resolve(finish));
    });
  });
  return { started, signals };
}

describe('advance', () => {
  test('runs what becomes due in the order of the times, each job at its own', async () => {
    const { schedule, clock, later, notes } = noting();
    schedule.start();
    expect(later(MINUTE, 'second')).toBe(NOON + MINUTE);
    later(SECOND, 'first');
    later(MINUTE, 'third');
    later(MINUTE + 1, 'too late');
    await schedule.advance(MINUTE);
    expect(notes).toEqual(['1 s: first', '60 s: second', '60 s: third']);
    expect(clock.now()).toBe(NOON + MINUTE);
    expect(schedule.jobs().map(({ payload }) => payload['text'])).toEqual(['too late']);
  });

  test('also runs the jobs that jobs add on the way', async () => {
    const { schedule, notes, note } = noting();
    schedule.on('again', () => {
      note('again');
      schedule.in(20 * SECOND, 'again', {});
    });
    schedule.start();
    schedule.in(0, 'again', {});
    await schedule.advance(MINUTE);
    expect(notes).toEqual(['0 s: again', '20 s: again', '40 s: again', '60 s: again']);
  });

  test('waits for slow work at its time', async () => {
    const { schedule, notes, note, later } = noting();
    schedule.onSlow('slow', async () => {
      await new Promise((resolve) => void setTimeout(resolve));
      return () => note('slow');
    });
    schedule.start();
    schedule.in(SECOND, 'slow', {});
    later(2 * SECOND, 'fast');
    await schedule.advance(MINUTE);
    expect(notes).toEqual(['1 s: slow', '2 s: fast']);
  });

  test('waits first for the slow work that is running', async () => {
    const { schedule, clock } = noting();
    let finished: number | undefined;
    const { started } = slowly(schedule, () => (finished = clock.now()));
    schedule.start();
    schedule.in(0, 'slow', {});
    await vi.waitFor(() => expect(started).toHaveLength(1));
    const advance = schedule.advance(HOUR);
    started[0]!();
    await advance;
    expect(finished).toBe(NOON);
    expect(clock.now()).toBe(NOON + HOUR);
  });

  test('called twice moves the clock twice', async () => {
    const { schedule, clock, later, notes } = noting();
    schedule.start();
    later(90 * SECOND, 'in the second');
    await Promise.all([schedule.advance(MINUTE), schedule.advance(MINUTE)]);
    expect(clock.now()).toBe(NOON + 2 * MINUTE);
    expect(notes).toEqual(['90 s: in the second']);
  });
});

describe('without advance', () => {
  test('a clock that stands still runs what is due at once', async () => {
    const { schedule, later, notes } = noting();
    schedule.start();
    later(0, 'now');
    later(SECOND, 'later');
    await vi.waitFor(() => expect(notes).toEqual(['0 s: now']));
  });

  test('a clock that follows the computer runs each job at its time', async () => {
    vi.useFakeTimers({ now: NOON });
    const store = new Store();
    const schedule = new Schedule(store, new SandboxClock(), new Ids(counter()));
    const ran: number[] = [];
    schedule.on('note', () => void ran.push(Date.now()));
    schedule.start();
    schedule.in(HOUR, 'note', {});
    schedule.in(MINUTE, 'note', {});
    // Longer than the longest timer.
    schedule.in(1000 * HOUR, 'note', {});
    await vi.advanceTimersByTimeAsync(1000 * HOUR);
    expect(ran).toEqual([NOON + MINUTE, NOON + HOUR, NOON + 1000 * HOUR]);
  });
});

describe('a transaction', () => {
  test('that fails adds no job', async () => {
    const { schedule, store, later, notes } = noting();
    schedule.start();
    expect(() =>
      store.transaction(() => {
        later(0, 'lost');
        throw new Error('on purpose');
      }),
    ).toThrow('on purpose');
    await schedule.advance(SECOND);
    expect(notes).toEqual([]);
  });

  test('removes the job together with what the job has done', async () => {
    const journal = new MemoryJournal();
    const { schedule, store } = noting({ journal });
    schedule.on('write', () => store.put('written', { id: '1' }));
    schedule.onSlow('write slowly', async () => () => store.put('written', { id: '2' }));
    schedule.start();
    schedule.in(SECOND, 'write', {});
    schedule.in(SECOND, 'write slowly', {});
    await schedule.advance(SECOND);
    const removing = journal.commits.filter((changes) => changes.some(({ text }) => text === undefined));
    expect(removing.map((changes) => changes.map(({ kind }) => kind))).toEqual([
      [KIND, 'written'],
      [KIND, 'written'],
    ]);
  });
});

describe('a restart', () => {
  test('runs each job that was kept once, in the order of the times', async () => {
    const journal = new MemoryJournal();
    const before = noting({ journal });
    before.schedule.start();
    before.later(MINUTE, 'second');
    before.later(SECOND, 'first');
    await before.schedule.close();
    const after = noting({ journal, now: NOON + HOUR });
    after.later(0, 'third');
    after.schedule.start();
    await after.schedule.advance(0);
    expect(after.notes).toEqual(['3600 s: first', '3600 s: second', '3600 s: third']);
    expect(after.store.size(KIND)).toBe(0);
  });

  test('runs slow work again that was not finished', async () => {
    const journal = new MemoryJournal();
    const before = noting({ journal });
    let finished = 0;
    const first = slowly(before.schedule, () => finished++);
    before.schedule.start();
    before.schedule.in(0, 'slow', {});
    await vi.waitFor(() => expect(first.started).toHaveLength(1));
    await before.schedule.close();
    expect(first.signals[0]!.aborted).toBe(true);
    expect(finished).toBe(0);

    const after = noting({ journal });
    const second = slowly(after.schedule, () => finished++);
    after.schedule.start();
    await vi.waitFor(() => expect(second.started).toHaveLength(1));
    second.started[0]!();
    await after.schedule.idle();
    expect(finished).toBe(1);
    expect(after.store.size(KIND)).toBe(0);
  });

  test('before its start, nothing runs', async () => {
    vi.useFakeTimers();
    const { later, notes, schedule } = noting();
    later(0, 'early');
    await vi.runAllTimersAsync();
    expect(notes).toEqual([]);
    schedule.start();
    await vi.runAllTimersAsync();
    expect(notes).toEqual(['0 s: early']);
  });
});

describe('a job that fails', () => {
  test.each([
    ['work', (schedule: Schedule, fail: () => never) => schedule.on('fail', fail)],
    ['slow work', (schedule: Schedule, fail: () => never) => schedule.onSlow('fail', async () => fail())],
    ['the end of slow work', (schedule: Schedule, fail: () => never) => schedule.onSlow('fail', async () => fail)],
    ['work of an unknown type', () => undefined],
  ])('in its %s is reported once, holds up no other, and is kept', async (_, define) => {
    const { schedule, store, failures, later, notes } = noting();
    define(schedule, () => {
      store.put('written', { id: '1' });
      throw new TypeError('on purpose');
    });
    schedule.start();
    schedule.in(0, 'fail', {});
    later(0, 'other');
    later(MINUTE, 'later');
    await schedule.advance(HOUR);
    expect(failures).toEqual([{ failure: expect.any(TypeError), job: expect.objectContaining({ type: 'fail' }) }]);
    expect(notes).toEqual(['0 s: other', '60 s: later']);
    expect([...store.all(KIND)]).toMatchObject([{ type: 'fail' }]);
  });

  test('is printed by default', async () => {
    const print = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const schedule = new Schedule(new Store(), new SandboxClock(NOON), new Ids(counter()));
    schedule.start();
    schedule.in(0, 'unknown', {});
    await schedule.advance(0);
    expect(print).toHaveBeenCalledExactlyOnceWith('The job unknown failed:', expect.any(TypeError));
    print.mockRestore();
  });
});

describe('clear', () => {
  test('forgets the jobs, in one transaction', async () => {
    const journal = new MemoryJournal();
    const { schedule, later, notes } = noting({ journal });
    schedule.start();
    later(SECOND, 'one');
    later(SECOND, 'two');
    const { length } = journal.commits;
    schedule.clear();
    expect(journal.commits).toHaveLength(length + 1);
    await schedule.advance(MINUTE);
    expect(notes).toEqual([]);
  });

  test('by a job also forgets those that are due with it', async () => {
    const { schedule, later, notes } = noting();
    schedule.on('clear', () => schedule.clear());
    schedule.start();
    schedule.in(0, 'clear', {});
    later(0, 'forgotten');
    await schedule.advance(MINUTE);
    expect(notes).toEqual([]);
  });

  test('drops what slow work returns', async () => {
    const { schedule } = noting();
    let finished = 0;
    const { started } = slowly(schedule, () => finished++);
    schedule.start();
    schedule.in(0, 'slow', {});
    await vi.waitFor(() => expect(started).toHaveLength(1));
    schedule.clear();
    started[0]!();
    await schedule.idle();
    expect(finished).toBe(0);
  });
});

describe('sleep', () => {
  test('ends when the clock has gone on, before later jobs run', async () => {
    const { schedule, later, notes, note } = noting();
    schedule.start();
    later(3 * SECOND, 'job');
    const nap = (): Promise<unknown> => schedule.sleep(2 * SECOND);
    const napping = (async () => {
      await nap();
      note('awake');
      later(500, 'from the sleeper');
    })();
    await schedule.advance(MINUTE);
    await napping;
    expect(notes).toEqual(['2 s: awake', '2.5 s: from the sleeper', '3 s: job']);
  });

  test('of no length ends at once', async () => {
    const { schedule } = noting();
    await expect(schedule.sleep(0)).resolves.toBeUndefined();
  });

  test('ends with its signal', async () => {
    const { schedule } = noting();
    const controller = new AbortController();
    const napping = schedule.sleep(HOUR, controller.signal);
    controller.abort();
    await expect(napping).resolves.toBeUndefined();
    await expect(schedule.sleep(HOUR, controller.signal)).resolves.toBeUndefined();
  });

  test('ends with the schedule', async () => {
    const { schedule } = noting();
    const napping = schedule.sleep(HOUR);
    await schedule.close();
    await expect(napping).resolves.toBeUndefined();
    await expect(schedule.sleep(HOUR)).resolves.toBeUndefined();
  });
});

test('after a close, nothing runs', async () => {
  const { schedule, later, notes } = noting();
  schedule.start();
  later(SECOND, 'job');
  await schedule.close();
  later(0, 'another');
  await schedule.advance(MINUTE);
  expect(notes).toEqual([]);
});

test.each([0, SECOND])('an advance over many jobs, %d ms apart, lets others work in between', async (apart) => {
  const { schedule, store, clock } = engineParts();
  let others = 0;
  let done = 0;
  const timer = setInterval(() => (others += 1), 1);
  schedule.on('busy', () => {
    done += 1;
    for (const end = performance.now() + 5; performance.now() < end;);
  });
  schedule.start();
  store.transaction(() => {
    for (let job = 1; job <= 100; job += 1) schedule.in(MINUTE + job * apart, 'busy', {});
  });
  await schedule.advance(HOUR);
  clearInterval(timer);
  expect([done, schedule.jobs().length, clock.now()]).toEqual([100, 0, NOON + HOUR]);
  expect(others).toBeGreaterThan(3);
});

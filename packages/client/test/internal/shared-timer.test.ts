import { spawnSync } from 'node:child_process';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { SharedTimer, sharedTimer } from '../../src/internal/shared-timer.ts';

/** A clock that moves by hand, and its timers. */
function handClock() {
  let time = 0;
  const timers: { at: number; fire: () => void; isRef: boolean }[] = [];
  return {
    timers,
    clock: {
      now: () => time,
      setTimeout: ((fire: () => void, ms: number) => {
        const timer = { at: time + ms, fire, isRef: true };
        timers.push(timer);
        return { ref: () => (timer.isRef = true), unref: () => (timer.isRef = false), hasRef: () => timer.isRef };
      }) as unknown as typeof setTimeout,
    },
    moveTo(at: number) {
      for (;;) {
        const next = timers.findIndex((timer) => timer.at <= at);
        if (next === -1) break;
        const [timer] = timers.splice(next, 1);
        time = timer!.at;
        timer!.fire();
      }
      time = at;
    },
  };
}

describe('SharedTimer', () => {
  test('has one timer of the runtime, and lets each entry expire when it is due', () => {
    const { clock, timers, moveTo } = handClock();
    const timer = new SharedTimer(100, clock);
    const expired: string[] = [];
    timer.add(() => expired.push('one'));
    moveTo(30);
    timer.add(() => expired.push('two'));
    expect(timers).toHaveLength(1);
    moveTo(99);
    expect(expired).toEqual([]);
    moveTo(100);
    expect(expired).toEqual(['one']);
    moveTo(129);
    expect(expired).toEqual(['one']);
    moveTo(130);
    expect(expired).toEqual(['one', 'two']);
    expect(timers).toEqual([]);
  });

  test('keeps the process alive while there is an entry, and not after', () => {
    const { clock, timers } = handClock();
    const timer = new SharedTimer(100, clock);
    const [one, two] = [timer.add(() => undefined), timer.add(() => undefined)];
    timer.remove(one);
    expect(timers[0]!.isRef).toBe(true);
    timer.remove(two);
    timer.remove(two);
    expect(timers[0]!.isRef).toBe(false);
    timer.add(() => undefined);
    expect(timers.map(({ isRef }) => isRef)).toEqual([true]);
  });

  test('forgets what was removed, wherever it stood', () => {
    const { clock, moveTo } = handClock();
    const timer = new SharedTimer(100, clock);
    const expired: number[] = [];
    const entries = [0, 1, 2, 3, 4].map((index) => timer.add(() => expired.push(index)));
    for (const index of [0, 2, 4]) timer.remove(entries[index]!);
    moveTo(100);
    expect(expired).toEqual([1, 3]);
  });

  test('does not let expire what an entry before it has removed, and goes on after an error', () => {
    const { clock, moveTo } = handClock();
    const timer = new SharedTimer(100, clock);
    const expired: string[] = [];
    timer.add(() => timer.remove(second));
    const second = timer.add(() => expired.push('second'));
    moveTo(50);
    timer.add(() => {
      throw new Error('broken');
    });
    moveTo(60);
    timer.add(() => expired.push('last'));
    expect(() => moveTo(150)).toThrow('broken');
    moveTo(160);
    expect(expired).toEqual(['last']);
  });

  test('has no timer again when nothing is left, and a new one for what comes later', () => {
    const { clock, timers, moveTo } = handClock();
    const timer = new SharedTimer(100, clock);
    timer.remove(timer.add(() => undefined));
    moveTo(100);
    expect(timers).toEqual([]);
    const expire = vi.fn();
    timer.add(expire);
    moveTo(200);
    expect(expire).toHaveBeenCalledOnce();
  });

  test.each([
    ['with an entry, a process waits until it has expired', 'timer.add(() => console.log("expired"))', 'expired\n'],
    ['with none left, a process ends', 'timer.remove(timer.add(() => console.log("expired")))', ''],
  ])('%s', (_, code, expected) => {
    const module = new URL('../../src/internal/shared-timer.ts', import.meta.url).href;
    const program = `import { SharedTimer } from ${JSON.stringify(module)}; const timer = new SharedTimer(300); ${code};`;
    const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      encoding: 'utf8',
    });
    expect([status, stdout]).toEqual([0, expected]);
  });
});

describe('sharedTimer()', () => {
  afterEach(() => void vi.useRealTimers());

  test('is the same one for the same duration', () => {
    expect(sharedTimer(60_000)).toBeInstanceOf(SharedTimer);
    expect(sharedTimer(60_000)).toBe(sharedTimer(60_000));
    expect(sharedTimer(60_001)).not.toBe(sharedTimer(60_000));
  });

  test('does not exist for short durations, which have to be exact', () => {
    expect(sharedTimer(9_999)).toBeUndefined();
  });

  test('does not exist where a test has replaced the timers', () => {
    vi.useFakeTimers();
    expect(sharedTimer(60_000)).toBeUndefined();
  });

  test('does not exist for a program whose durations are all different', () => {
    const made = Array.from({ length: 100 }, (_, index) => sharedTimer(70_000 + index));
    expect(made.filter(Boolean).length).toBeLessThan(10);
    expect(sharedTimer(60_000)).toBeInstanceOf(SharedTimer);
  });

  test.each(['Bun', 'Deno'])('does not exist in %s', async (name) => {
    vi.resetModules();
    vi.stubGlobal(name, {});
    const fresh = await import('../../src/internal/shared-timer.ts');
    expect(fresh.sharedTimer(60_000)).toBeUndefined();
    vi.unstubAllGlobals();
  });
});

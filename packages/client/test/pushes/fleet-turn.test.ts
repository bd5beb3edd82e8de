import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { runInTurn } from '../../src/pushes/fleet-turn.ts';
import { memoryPushStore, type PushStore, type PushTurn } from '../../src/pushes/push-store.ts';
import { createReceiver, deferred, never, paymentChanged, pushRequest, stubPushStore } from './push-receiver.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Turns as a store gives them: `next` are the results of the attempts, the last one of all that follow. */
function stubTurns(...next: (PushTurn | undefined | Error)[]) {
  const turn = vi.fn<NonNullable<PushStore['turn']>>(async () => {
    const result = next.length > 1 ? next.shift() : next[0];
    if (result instanceof Error) throw result;
    return result;
  });
  return { store: stubPushStore({ turn }), turn };
}

const stubTurn = (isRenewed = true) => ({
  renew: vi.fn<PushTurn['renew']>(async () => isRenewed),
  release: vi.fn<PushTurn['release']>(async () => undefined),
});

function run(store: PushStore, task: () => Promise<void>, signal?: AbortSignal) {
  const failures: unknown[] = [];
  const useStore = (step: () => Promise<void>) => step().catch((error: unknown) => void failures.push(error));
  const ended = runInTurn(store, 'PCI_1', { timeout: 60_000, signal, useStore }, task);
  ended.catch(() => undefined);
  return { ended, failures };
}

describe('runInTurn()', () => {
  test('a store without turns runs the task at once', async () => {
    const task = vi.fn(async () => undefined);
    await run(memoryPushStore(), task).ended;
    expect(task).toHaveBeenCalledOnce();
  });

  test('the turn is acquired before the task, renewed while it runs, and released after it', async () => {
    const turn = stubTurn();
    const { store, turn: acquire } = stubTurns(turn);
    const task = deferred();
    const { ended, failures } = run(store, () => task.promise);
    await vi.advanceTimersByTimeAsync(25_000);
    expect(acquire.mock.calls).toEqual([['PCI_1', 10_000]]);
    expect(turn.renew.mock.calls.length).toBeGreaterThanOrEqual(6);
    expect(turn.release).not.toHaveBeenCalled();
    task.resolve();
    await ended;
    expect(turn.release).toHaveBeenCalledOnce();
    expect(failures).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('a renewal that is under way when the task ends does not overtake the release', async () => {
    const turn = stubTurn();
    const [task, renewal] = [deferred(), deferred<boolean>()];
    turn.renew.mockReturnValue(renewal.promise);
    const { ended, failures } = run(stubTurns(turn).store, () => task.promise);
    await vi.advanceTimersByTimeAsync(5_000);
    task.resolve();
    await vi.advanceTimersByTimeAsync(0);
    expect(turn.release).not.toHaveBeenCalled();
    renewal.resolve(true);
    await ended;
    expect([turn.release.mock.calls.length, failures]).toEqual([1, []]);
  });

  test('a task that fails releases the turn', async () => {
    const turn = stubTurn();
    const { ended } = run(stubTurns(turn).store, () => Promise.reject(new Error('failed')));
    await expect(ended).rejects.toThrow('failed');
    expect(turn.release).toHaveBeenCalledOnce();
  });

  test('a turn that is taken is asked for less and less often, until it is free', async () => {
    const { store, turn } = stubTurns(...Array.from({ length: 12 }, () => undefined), stubTurn());
    const task = vi.fn(async () => undefined);
    const { ended } = run(store, task);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(task).not.toHaveBeenCalled();
    const inTheFirstSecond = turn.mock.calls.length;
    await vi.advanceTimersByTimeAsync(20_000);
    await ended;
    expect(inTheFirstSecond).toBeGreaterThan(2);
    expect(turn).toHaveBeenCalledTimes(13);
  });

  test('a turn that stays taken ends the wait with a PushError, and so does the signal', async () => {
    const task = vi.fn(async () => undefined);
    const { ended } = run(stubTurns(undefined).store, task);
    await vi.advanceTimersByTimeAsync(60_000);
    await expect(ended).rejects.toMatchObject({ name: 'PushError', reason: 'timeout' });
    const controller = new AbortController();
    const aborted = run(stubTurns(undefined).store, task, controller.signal).ended;
    controller.abort();
    await vi.advanceTimersByTimeAsync(1_500);
    await expect(aborted).rejects.toMatchObject({ reason: 'timeout' });
    expect(task).not.toHaveBeenCalled();
  });

  test('a store that fails is asked again, and its last error ends the wait', async () => {
    const task = vi.fn(async () => undefined);
    const { ended } = run(stubTurns(new Error('no redis'), stubTurn()).store, task);
    await vi.advanceTimersByTimeAsync(1_000);
    await ended;
    expect(task).toHaveBeenCalledOnce();
    const failing = run(stubTurns(new Error('no redis')).store, task).ended;
    await vi.advanceTimersByTimeAsync(60_000);
    await expect(failing).rejects.toThrow('no redis');
  });

  test('a turn that comes after the wait is released', async () => {
    const late = deferred<PushTurn | undefined>();
    const { ended } = run(stubPushStore({ turn: () => late.promise }), async () => undefined);
    await vi.advanceTimersByTimeAsync(60_000);
    await expect(ended).rejects.toMatchObject({ reason: 'timeout' });
    const turn = stubTurn();
    late.resolve(turn);
    await vi.advanceTimersByTimeAsync(0);
    expect(turn.release).toHaveBeenCalledOnce();
  });

  test('the loss of the turn is reported once', async () => {
    const task = deferred();
    const { ended, failures } = run(stubTurns(stubTurn(false)).store, () => task.promise);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(failures).toMatchObject([{ reason: 'timeout', message: expect.stringContaining('PCI_1') }]);
    task.resolve();
    await ended;
  });
});

describe('a push handler over a store with turns', () => {
  test('an event whose object never has its turn fails, and is released', async () => {
    const release = vi.fn(async () => undefined);
    const { handle, handled, failures, allHandled } = createReceiver({
      handlerTimeout: 1_000,
      store: stubPushStore({ release, turn: async () => undefined }),
    });
    await handle(pushRequest(paymentChanged()));
    await vi.advanceTimersByTimeAsync(1_000);
    await allHandled();
    expect([handled, release.mock.calls.length]).toEqual([[], 1]);
    expect(failures).toMatchObject([{ error: { reason: 'timeout' } }]);
  });

  test('events about one object wait for the turn one after the other, and a store that hangs at its end holds up nothing', async () => {
    const turn = vi.fn(async () => ({ renew: async () => true, release: () => never }));
    const { handle, handled, failures, allHandled } = createReceiver({ store: stubPushStore({ turn }) });
    for (const event of ['evt_1', 'evt_2']) await handle(pushRequest(paymentChanged('PCI_1', event)));
    await vi.advanceTimersByTimeAsync(11_000);
    await allHandled();
    expect(handled).toEqual(['PCI_1', 'PCI_1']);
    expect(turn.mock.calls.map(([key]: unknown[]) => key)).toEqual(
      Array.from({ length: 2 }, () => 'payment.transactions:PCI_1'),
    );
    expect(failures).toMatchObject([{ error: { reason: 'timeout' } }, { error: { reason: 'timeout' } }]);
  });
});

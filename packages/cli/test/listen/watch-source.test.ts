import { Secuconnect } from '@secuconnect/client';
import { createSandbox, type Sandbox } from '@secuconnect/sandbox';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ForwardedPush } from '../../src/listen/push-source.ts';
import { WatchSource } from '../../src/listen/watch-source.ts';

const MINUTE = 60_000;
const TARGET = 'payment.transactions';
let sandbox: Sandbox;
let client: Secuconnect;
let notices: string[];

beforeEach(() => {
  sandbox = createSandbox({ clock: '2026-03-02T09:00:00Z' });
  client = new Secuconnect(sandbox.options());
  notices = [];
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(async () => {
  vi.useRealTimers();
  await sandbox.close();
});

/** Time goes on for the API, and for this computer. */
async function goOn(ms: number): Promise<void> {
  await sandbox.control.advance(ms);
  vi.advanceTimersByTime(ms);
}

function sourceOf(targets = [TARGET]): WatchSource {
  const { baseUrl } = sandbox.options();
  const onNotice = (sentence: string): void => void notices.push(sentence);
  return new WatchSource({
    client,
    baseUrl,
    targets: new Set(targets),
    signal: new AbortController().signal,
    onNotice,
  });
}

async function begun(targets?: string[], since?: Date): Promise<WatchSource> {
  const source = sourceOf(targets);
  const change = await source.begin(since);
  if (change !== undefined) source.apply(change);
  return source;
}

async function readAll(source: WatchSource): Promise<ForwardedPush[]> {
  const all: ForwardedPush[] = [];
  for await (const { pushes, change } of source.read()) {
    source.apply(JSON.parse(JSON.stringify(change)));
    all.push(...pushes);
  }
  return all;
}
const read = async (source: WatchSource): Promise<string[]> =>
  (await readAll(source)).map(({ event }) => `${event.data[0]!.id} ${event.type}`);

/** A prepayment that waits for its transfer. */
async function prepayment(): Promise<string> {
  const { smart } = client;
  const { id } = await smart.transactions.create({
    intent: 'sale',
    customer: { contact: { forename: 'Erika', surname: 'Muster', email: 'erika@example.com' } },
    basket_info: { sum: 1995, currency: 'EUR' },
  });
  return (await smart.transactions.start(id, 'prepaid')).transactions![0]!.id!;
}

test('each change of a status is one push, in the format of the API', async () => {
  const source = await begun();
  expect(await read(source)).toEqual([]);
  await goOn(MINUTE);
  const id = await prepayment();
  const [push, ...others] = await readAll(source);
  expect(others).toEqual([]);
  expect(push).toEqual({
    event: {
      object: 'event.pushes',
      id: expect.stringMatching(/^evt_[0-9a-f]{32}$/) as string,
      created: '2026-03-02T09:01:00+00:00',
      target: TARGET,
      type: 'changed',
      data: [{ object: TARGET, id }],
    },
  });
  expect(await read(source)).toEqual([]);
  // In the same second: the time of the object does not change.
  sandbox.control.payers.transfer(id);
  expect(await read(source)).toEqual([`${id} changed`]);
  expect(await read(source)).toEqual([]);
  await goOn(60 * MINUTE);
  sandbox.control.payers.step(id, 'charge-back');
  expect(await read(source)).toEqual([`${id} changed`]);
});

test('what was there before is not a push, and a refund is an added one', async () => {
  const id = await prepayment();
  sandbox.control.payers.transfer(id);
  const source = await begun();
  expect(await read(source)).toEqual([]);
  await goOn(MINUTE);
  await client.payment.transactions.cancel(id, { reduce_amount_by: 100 });
  const pushes = await read(source);
  expect(pushes.filter((one) => one.endsWith('added'))).toHaveLength(1);
});

test('what happened since a time is a push', async () => {
  const id = await prepayment();
  await goOn(60 * MINUTE);
  expect(await read(await begun([TARGET], new Date('2026-03-02T08:59:00Z')))).toEqual([`${id} changed`]);
  expect(await read(await begun([TARGET], new Date('2026-03-02T09:30:00Z')))).toEqual([]);
});

test('a change that leaves the status alone is not a push', async () => {
  const id = await prepayment();
  const source = await begun();
  await goOn(5 * MINUTE);
  await read(source);
  await client.payment.transactions.updateShippingInformation(id, { carrier: 'DHL' }).catch(() => undefined);
  await client.payment.transactions.increaseAmount(id, { amount: 2995 });
  expect(await read(source)).toEqual([]);
});

test('a process that goes on after an earlier one misses nothing, and makes the same ids', async () => {
  const first = await begun();
  const id = await prepayment();
  await goOn(3 * 24 * 60 * MINUTE);
  const other = await prepayment();
  const restarted = (): WatchSource => {
    const source = sourceOf();
    source.apply(JSON.parse(JSON.stringify(first.snapshot())));
    return source;
  };
  const second = restarted();
  expect(await second.begin(undefined)).toBeUndefined();
  const pushes = await readAll(second);
  expect(pushes.map(({ event }) => event.data[0]!.id)).toEqual([id, other]);
  // As after a kill before anything was kept.
  expect(await readAll(restarted())).toEqual(pushes);
});

test('more changes than a page or a step has are found, each once', async () => {
  const source = await begun();
  const objects = Array.from({ length: 1_300 }, (_, at) => ({
    id: `PCI_${String(at).padStart(4, '0')}`,
    created: '2026-03-02T09:00:00+00:00',
    updated: '2026-03-02T09:00:00+00:00',
    details: { status_simple: 10 },
  }));
  sandbox.control.seed({ [TARGET]: objects });
  const pushes = await read(source);
  expect(pushes).toHaveLength(1_300);
  expect(new Set(pushes).size).toBe(1_300);
  expect(await read(source)).toEqual([]);
});

describe('a search index that lags', () => {
  test('hides no change that appears after a later one', async () => {
    const show = (id: string, updated: string): void =>
      void sandbox.control.seed({ [TARGET]: [{ id, created: updated, updated, details: { status_simple: 10 } }] });
    const source = await begun();
    show('PCI_LATER', '2026-03-02T09:01:00+00:00');
    expect(await read(source)).toEqual(['PCI_LATER changed']);
    show('PCI_EARLIER', '2026-03-02T09:00:00+00:00');
    expect(await read(source)).toEqual(['PCI_EARLIER changed']);
    await goOn(3 * MINUTE);
    expect(await read(source)).toEqual([]);
    show('PCI_NEXT', '2026-03-02T09:01:30+00:00');
    expect(await read(source)).toEqual(['PCI_NEXT changed']);
    show('PCI_SAME', '2026-03-02T09:00:30+00:00');
    expect(await read(source)).toEqual(['PCI_SAME changed']);
  });

  test('of a minute and a half delays a push, and loses none', async () => {
    sandbox.control.changeSettings({ indexLag: 90_000 });
    const source = await begun();
    await goOn(10 * MINUTE);
    const ids: string[] = [];
    const found: string[] = [];
    for (let round = 0; round < 16; round++) {
      if (round < 8) ids.push(await prepayment());
      found.push(...(await read(source)));
      await goOn(20_000);
    }
    expect(found).toEqual(ids.map((id) => `${id} changed`));
  });
});

test('a kind that the credentials may not read is named, and the others are watched', async () => {
  sandbox.control.faults.add({
    operation: 'payment.subscriptions.list',
    kind: 'status',
    status: 403,
    times: 2,
  });
  const source = await begun([TARGET, 'payment.subscriptions']);
  expect(notices).toEqual([expect.stringContaining('payment.subscriptions')]);
  const id = await prepayment();
  expect(await read(source)).toEqual([`${id} changed`]);
  await expect(begun(['payment.subscriptions'])).rejects.toMatchObject({ status: 403 });
});

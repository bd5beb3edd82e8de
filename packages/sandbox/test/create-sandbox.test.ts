import { Secuconnect } from '@secuconnect/client';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createSandbox, type Change, type Journal, type Sandbox, type SandboxOptions } from '../src/index.ts';

function make(options: SandboxOptions = {}): Sandbox {
  const sandbox = createSandbox(options);
  onTestFinished(() => sandbox.close());
  return sandbox;
}

const clientOf = (sandbox: Sandbox) => new Secuconnect({ ...sandbox.options(), maxRetries: 0 });
const SALE = { basket_info: { sum: 1995, currency: 'EUR' } };

test('the options are those of the real client', async () => {
  const { smart } = clientOf(make());
  const { id } = await smart.transactions.create(SALE);
  expect((await smart.transactions.get(id)).basket_info?.sum).toBe(1995);
});

test('two sandboxes share nothing', async () => {
  const [one, other] = [make({ seed: 1 }), make({ seed: 1 })];
  const { id } = await clientOf(one).smart.transactions.create(SALE);
  await expect(clientOf(other).smart.transactions.get(id)).rejects.toMatchObject({ status: 404 });
  one.control.changeSettings({ indexLag: 5, pushes: { copies: 2 } });
  one.control.faults.add({ kind: 'status' });
  one.control.save('a');
  await one.control.advance('1d');
  expect(other.control.settings).toMatchObject({ indexLag: 0, pushes: { copies: 1 } });
  expect([other.control.faults.list(), other.control.snapshots()]).toEqual([[], []]);
  expect(other.control.now < one.control.now).toBe(true);
});

describe('the options', () => {
  test('the clock stands still where it is told to', async () => {
    expect(make({ clock: '2026-01-01T12:00:00Z' }).control.now).toBe('2026-01-01T12:00:00+00:00');
    expect(make({ clock: 0 }).control.now).toBe('1970-01-01T00:00:00+00:00');
  });

  test.each(['never', '', Number.NaN, Number.POSITIVE_INFINITY, -1, 9e15])('the clock is not %s', (clock) => {
    expect(() => createSandbox({ clock })).toThrow(TypeError);
  });

  test('the same seed gives the same ids, none gives others', async () => {
    const idOf = async (options: SandboxOptions) => (await clientOf(make(options)).smart.transactions.create(SALE)).id;
    expect(await idOf({ seed: 7 })).toBe(await idOf({ seed: 7 }));
    expect(await idOf({ seed: 7 })).not.toBe(await idOf({ seed: 8 }));
    expect(await idOf({})).not.toBe(await idOf({}));
  });

  test('only clients that are named get tokens', async () => {
    const sandbox = make({ clients: [{ id: 'shop', secret: 'key' }] });
    await clientOf(sandbox).smart.transactions.list();
    const auth = { clientId: 'shop', clientSecret: 'other' };
    const other = new Secuconnect({ ...sandbox.options(), auth, maxRetries: 0 });
    await expect(other.smart.transactions.list()).rejects.toThrow('invalid_client');
  });

  test('settings replace the defaults one by one', () => {
    const { settings } = make({ settings: { indexLag: 5, pushes: { copies: 2 } } }).control;
    expect(settings).toMatchObject({ indexLag: 5, terminalDelay: 2000, pushes: { copies: 2, timeout: 30_000 } });
  });

  test('a sandbox starts with its objects, and returns to them', async () => {
    const sandbox = make({ objects: { 'general.stores': [{ id: 'STO_MINE', name: 'Mine' }] } });
    expect(await clientOf(sandbox).general.stores.get('STO_MINE')).toMatchObject({ name: 'Mine' });
    sandbox.control.reset();
    expect(await clientOf(sandbox).general.stores.get('STO_MINE')).toMatchObject({ name: 'Mine' });
  });

  test('objects of a kind that does not exist are rejected', () => {
    expect(() => createSandbox({ objects: { 'general.bogus': [{ id: '1' }] } })).toThrow('There are no general.bogus');
  });

  test('a terminal answers at once when the clock stands still, unless a setting says otherwise', () => {
    const clock = '2026-01-01T12:00:00Z';
    expect(make({ clock }).control.settings.terminalDelay).toBe(0);
    expect(make({ clock, settings: { terminalDelay: 5 } }).control.settings.terminalDelay).toBe(5);
  });

  test('a history brings the order of the documentation', async () => {
    expect(make({ history: true }).control.counts()).toMatchObject({ 'smart.transactions': 1 });
    expect(make().control.counts()['smart.transactions']).toBeUndefined();
  });

  test('host names are answered for, besides the own computer', async () => {
    const sandbox = make({ hostNames: ['shop.example'] });
    expect((await sandbox.fetch('http://shop.example/_sandbox')).status).toBe(200);
    expect((await sandbox.fetch('http://evil.example/_sandbox')).status).toBe(403);
  });

  test('pushes are sent with the fetch that is given', async () => {
    const urls: string[] = [];
    const receive = async (url: string | URL | Request) => {
      urls.push(String(url));
      return new Response();
    };
    const sandbox = make({ fetch: receive as typeof fetch, settings: { pushUrl: 'https://shop.example.com/push' } });
    const { id } = await clientOf(sandbox).smart.transactions.create(SALE);
    await clientOf(sandbox).smart.transactions.start(id, 'prepaid');
    await sandbox.control.advance('2d');
    expect(new Set(urls)).toEqual(new Set(['https://shop.example.com/push']));
  });

  test('a journal brings everything back, and is closed', async () => {
    const kept = new Map<string, Change>();
    let closed = 0;
    const journal = (): Journal => ({
      load: () => [...kept.values()] as (Change & { text: string })[],
      commit: (changes) => {
        for (const change of changes) {
          if (change.text === undefined) kept.delete(`${change.kind} ${change.id}`);
          else kept.set(`${change.kind} ${change.id}`, change);
        }
      },
      close: () => (closed += 1),
    });
    const first = createSandbox({ journal: journal() });
    const { id } = await clientOf(first).smart.transactions.create(SALE);
    await first.close();
    expect((await clientOf(make({ journal: journal() })).smart.transactions.get(id)).id).toBe(id);
    expect(closed).toBe(1);
  });

  test('answers that broke the spec pass, if they are not checked', async () => {
    const sandbox = make({ checkAnswers: false });
    sandbox.control.seed({ 'general.stores': [{ id: 'STO_1', name: 5 } as never] });
    expect(await clientOf(sandbox).general.stores.get('STO_1')).toMatchObject({ name: 5 });
    expect(sandbox.control.violations).toEqual([]);
  });
});

test('a call that waits for a terminal is answered when the sandbox closes', async () => {
  const sandbox = createSandbox({ clock: 0 });
  const { smart } = clientOf(sandbox);
  const { id } = await smart.transactions.create(SALE);
  const waiting = smart.transactions.start(id, 'cashless', {}).then(
    () => 'answered',
    () => 'failed',
  );
  await new Promise((resolve) => setTimeout(resolve, 20));
  await sandbox.close();
  expect(['answered', 'failed']).toContain(await waiting);
});

import { describe, expect, test } from 'vitest';
import { ACCOUNT, openSandbox, PAYER } from '../support/open-sandbox.ts';

describe('the clock', () => {
  test('moves forward, and nothing else', async () => {
    const { control } = openSandbox().sandbox;
    await control.advance('90s');
    await control.advance(30_000);
    expect(control.now).toBe('2026-03-02T09:02:00+00:00');
    for (const by of [-1, Number.NaN, Number.POSITIVE_INFINITY, '9999999d', `${'9'.repeat(400)}d`])
      await expect(control.advance(by)).rejects.toMatchObject({ status: 400 });
    expect(control.now).toBe('2026-03-02T09:02:00+00:00');
  });

  test(
    'moves by a thousand years over twelve thousand charges, while others are served',
    { timeout: 120_000 },
    async () => {
      const { sandbox, secuconnect } = openSandbox();
      const month = {
        sequence: 1,
        tenure_type: 'regular',
        interval: { unit: 'month', count: 1 },
        total_cycles: 0,
        price: 1,
      };
      const { id: plan_id } = await secuconnect.payment.plans.create({
        description: 'Box',
        currency: 'EUR',
        status: 'active',
        payment_methods: ['debit'],
        billing_cycles: [month],
      });
      const { id } = await secuconnect.smart.transactions.create({
        intent: 'sale',
        customer: PAYER,
        basket: { products: [{ id: 1, item_type: 'subscription', desc: 'Box', plan_id, quantity: 1 }] },
        basket_info: { sum: 1, currency: 'EUR' },
      });
      await secuconnect.smart.transactions.start(id, 'debit', { container: ACCOUNT });
      let turns = 0;
      const others = setInterval(() => (turns += 1), 10);
      await sandbox.control.advance(1000 * 365 * 86_400_000);
      clearInterval(others);
      expect(sandbox.control.now.slice(0, 4)).toBe('3025');
      expect(sandbox.control.counts()['payment.transactions']).toBeGreaterThan(10_000);
      expect(turns).toBeGreaterThan(5);
    },
  );
});

test('a reset forgets everything, and returns to the time and the settings of the start', async () => {
  const { sandbox, request } = openSandbox({ settings: { indexLag: 7 } });
  const { control } = sandbox;
  const start = control.counts();
  await request('POST', '/Smart/Transactions', {});
  control.faults.add({ kind: 'latency' });
  control.changeSettings({ indexLag: 9, pushes: { copies: 2 } });
  await control.advance('1h');
  control.reset();
  expect(control.counts()).toEqual(start);
  expect(control.settings).toMatchObject({ indexLag: 7, pushes: { copies: 1 } });
  expect([control.faults.list(), control.requests.list()]).toEqual([[], []]);
  expect(control.now).toBe('2026-03-02T09:00:00+00:00');
});

describe('snapshots', () => {
  test('bring back what was there', async () => {
    const { sandbox, request } = openSandbox();
    const { control } = sandbox;
    await request('POST', '/Smart/Transactions', {});
    control.save('a');
    await request('POST', '/Smart/Transactions', {});
    control.restore('a');
    expect(control.counts()['smart.transactions']).toBe(1);
    expect(control.snapshots()).toEqual(['a']);
    expect([control.deleteSnapshot('a'), control.deleteSnapshot('a')]).toEqual([true, false]);
    expect(() => control.restore('a')).toThrow('was not found');
  });

  test('are fifty at most, each of which can be replaced', () => {
    const { control } = openSandbox().sandbox;
    for (let count = 0; count < 50; count += 1) control.save(String(count));
    expect(() => control.save('50')).toThrow('There are 50 snapshots');
    control.save('49');
    expect(control.snapshots()).toHaveLength(50);
  });
});

test('seeded objects can be read and counted', async () => {
  const { sandbox, request } = openSandbox();
  sandbox.control.seed({ 'payment.customers': [{ id: 'PCU_1' }] });
  expect((await request('GET', '/Payment/Customers/PCU_1')).status).toBe(200);
  expect(sandbox.control.counts()['payment.customers']).toBe(1);
  expect(() => sandbox.control.seed({ _sessions: [{ id: 'x' }] })).toThrow('is no kind');
});

test('what waits is done when it is due', async () => {
  const { sandbox, request, pushes } = openSandbox();
  await request('POST', '/Smart/Transactions', {});
  await sandbox.control.idle();
  expect(sandbox.control.pushes.log()).toHaveLength(pushes.length);
});

import { describe, expect, test } from 'vitest';
import { openOperator, SALE } from './operator-fixture.ts';

/** A sale that was just created, and what its forms do. */
async function openSale(fields: object = {}) {
  const opened = openOperator();
  const { id } = await opened.secuconnect.smart.transactions.create({ ...SALE, ...fields } as never);
  const status = async () => (await opened.secuconnect.smart.transactions.get(id)).status;
  const payment = async () => (await opened.secuconnect.smart.transactions.get(id)).transactions![0]!.id!;
  return { ...opened, id, status, payment };
}

describe('a sale', () => {
  test.each([
    [{ result: 'approve' }, 'status: Done: approve.', 'ok'],
    [{ result: 'decline' }, 'status: Done: decline.', 'failed'],
    [{ result: 'abort' }, 'status: Done: abort.', 'created'],
    [{ result: '' }, 'status: Done: pay.', 'ok'],
    [
      { result: 'x' },
      'alert: Not done: result must be one of approve, decline, check-passes, check-fails, charge-back, wrong-amount, never-pays, abort',
      'created',
    ],
    [{ result: 'approve', method: 'x' }, 'alert: Not done: There is no payment method x', 'created'],
  ])('at the checkout, with %j', async (fields, said, expected) => {
    const { send, id, status } = await openSale();
    expect(await send(`sales/${id}/checkout`, { method: 'debit', ...fields })).toEqual({
      status: 303,
      path: `/_sandbox/transactions/${id}`,
      said,
    });
    expect(await status()).toBe(expected);
  });

  test.each([
    ['approve', 'ok'],
    ['decline', 'failed'],
  ])('on the page of the bank: %s', async (result, expected) => {
    const { send, id, status, secuconnect, read } = await openSale();
    await secuconnect.smart.transactions.prepare(id, 'paypal');
    expect(await read(`/transactions/${id}`)).toContain(`/operator/sales/${id}/confirm`);
    await send(`sales/${id}/confirm`, { result });
    expect(await status()).toBe(expected);
  });

  test.each([
    ['cancel', 'cancelled'],
    ['abort', 'aborted'],
  ])('%s', async (step, expected) => {
    const { send, id, status } = await openSale();
    await send(`sales/${id}/step`, { step });
    expect(await status()).toBe(expected);
    expect((await send(`sales/${id}/step`, { step })).said).toMatch(/^alert: Not done: .* does not allow/);
    expect((await send(`sales/${id}/step`, { step: 'refund' })).said).toBe('alert: Not done: There is no such step');
  });

  test('offers what its state allows, and nothing else', async () => {
    const { send, id, read } = await openSale();
    const offered = async () => {
      const page = await read(`/transactions/${id}`);
      return [...page.matchAll(/action="\/_sandbox\/operator\/(?:sales|payments)\/[^/]+\/(\w+)"/g)].map(
        ([, name]) => name,
      );
    };
    expect(await offered()).toEqual(['checkout', 'step']);
    await send(`sales/${id}/checkout`, { method: 'prepaid', result: 'approve' });
    expect(await offered()).toEqual(['step', 'transfer', 'refund', 'step', 'state']);
    await send(`sales/${id}/step`, { step: 'cancel' });
    expect(await offered()).toEqual(['state']);
  });
});

describe('a payment', () => {
  test('refunds a part, then the rest, and no more', async () => {
    const { send, id, payment, secuconnect } = await openSale();
    await send(`sales/${id}/checkout`, { method: 'debit', result: 'approve' });
    const path = `payments/${await payment()}/refund`;
    expect((await send(path, { amount: '500' })).said).toBe('status: Done: refund.');
    expect((await send(path, { amount: '1496' })).said).toMatch(/^alert: Not done: .* has 1495 left/);
    for (const amount of ['-1', '0', '1.5', 'x'])
      expect((await send(path, { amount })).said).toMatch(/^alert: Not done: amount/);
    expect((await send(path, { all: 'yes', amount: '1' })).said).toBe('status: Done: refund.');
    expect((await secuconnect.payment.transactions.checkStatus(await payment())).amount).toBe(0);
  });

  test('waits for a transfer that is high enough', async () => {
    const { send, id, payment, status } = await openSale();
    await send(`sales/${id}/checkout`, { method: 'prepaid', result: 'approve' });
    const path = `payments/${await payment()}/transfer`;
    expect((await send(path, { amount: '1' })).said).toBe('status: The transfer is too low: the payment still waits.');
    expect((await send(path, { amount: '1995' })).said).toBe('status: Done: the transfer has arrived.');
    expect(await status()).toBe('ok');
  });

  test('takes steps, is forced, and is paid out', async () => {
    const { send, id, payment } = await openSale();
    await send(`sales/${id}/checkout`, { method: 'debit', result: 'approve' });
    const path = `payments/${await payment()}`;
    expect(await send(`${path}/step`, { step: 'charge-back' })).toMatchObject({
      path: `/_sandbox/transactions/${id}`,
      said: 'status: Done: charge-back.',
    });
    expect((await send(`${path}/step`, { step: 'deny' })).said).toMatch(/^alert: Not done/);
    expect((await send(`${path}/state`, { state: 'completed' })).said).toBe('status: Done: forced to completed.');
    expect((await send('payouts')).said).toMatch(/^status: Paid out: POI_/);
    expect((await send('payouts')).said).toBe('status: Nothing can be paid out.');
    expect(await send('payments/PCI_1/step', { step: 'deny' })).toMatchObject({
      path: '/_sandbox/payments/PCI_1',
      said: expect.stringMatching(/^alert: .*not found/),
    });
  });
});

describe('the platform', () => {
  test('advances the clock', async () => {
    const { sandbox, send } = openOperator();
    expect((await send('clock', { by: '24h' })).said).toBe('status: It is now 2026-03-03T09:00:00+00:00.');
    for (const by of ['', 'x', '-1h']) expect((await send('clock', { by })).said).toMatch(/^alert: Not done/);
    expect(sandbox.control.now).toBe('2026-03-03T09:00:00+00:00');
  });

  test('adds and removes faults', async () => {
    const { sandbox, send, read } = openOperator();
    const fault = { do: 'add', kind: 'status', operation: 'smart.*', times: '2', skip: '0', status: '503' };
    expect((await send('faults', fault)).said).toBe('status: The fault 1 applies from now on.');
    expect(sandbox.control.faults.list()).toMatchObject([
      { kind: 'status', operation: 'smart.*', times: 2, status: 503 },
    ]);
    expect(await read('/platform')).toMatch(/0\s+of\s+2/);
    expect((await send('faults', { ...fault, operation: 'x' })).said).toMatch(
      /^alert: Not done: There is no operation x/,
    );
    expect((await send('faults', { ...fault, times: 'x' })).said).toMatch(/^alert: Not done: times/);
    expect((await send('faults', { do: 'remove', id: '1' })).said).toBe('status: The fault was removed.');
    expect((await send('faults', { do: 'remove', id: '1' })).said).toBe('alert: Not done: This fault is gone');
  });

  test('approves and denies devices', async () => {
    const { sandbox, send, read } = openOperator();
    const ask = async () => {
      const fields = { grant_type: 'device', client_id: 'till', client_secret: 'x', uuid: '/vendor/1' };
      const body = new URLSearchParams(fields);
      await sandbox.fetch('http://localhost:4010/oauth/token', { method: 'POST', body });
      return sandbox.control.oauth.waiting()[0]!.userCode;
    };
    for (const [decision, done] of [
      ['approve', 'approved'],
      ['deny', 'denied'],
    ]) {
      const code = await ask();
      expect(await read('/platform')).toContain(code);
      expect((await send('devices', { code, decision: decision! })).said).toBe(
        `status: The device with the code ${code} was ${done}.`,
      );
    }
    expect((await send('devices', { code: 'TYPO', decision: 'approve' })).said).toMatch(/^alert/);
    expect((await send('tokens')).said).toBe('status: Every access token has expired.');
  });

  test('keeps, restores and deletes snapshots', async () => {
    const { sandbox, send } = await openSale();
    await send('snapshots', { action: 'save', name: 'before' });
    await send('reset', { sure: 'yes' });
    expect(sandbox.control.ids('smart.transactions')).toHaveLength(0);
    await send('snapshots', { action: 'restore', name: 'before' });
    expect(sandbox.control.ids('smart.transactions')).toHaveLength(1);
    await send('snapshots', { action: 'delete', name: 'before' });
    expect(sandbox.control.snapshots()).toEqual([]);
    expect((await send('snapshots', { action: 'restore', name: 'x' })).said).toMatch(/^alert/);
    expect((await send('snapshots', { action: 'save', name: '' })).said).toBe(
      'alert: Not done: A snapshot needs a name',
    );
  });

  test('is reset by who confirms it, and forgets the history', async () => {
    const { sandbox, send, id, read } = await openSale();
    expect((await send('reset')).said).toBe('alert: Not done: Confirm that everything is forgotten');
    expect(sandbox.control.ids('smart.transactions')).toHaveLength(1);
    expect((await send('reset', { sure: 'yes' })).said).toBe('status: Everything was forgotten.');
    sandbox.control.seed({ 'smart.transactions': [{ id, status: 'ok' }] });
    expect((await read(`/transactions/${id}`)).match(/<li class="(?!request|")/g) ?? []).toHaveLength(1);
  });

  test('sends a push again', async () => {
    const { sandbox, send, id, pushes } = await openSale();
    await send(`sales/${id}/checkout`, { method: 'debit', result: 'approve' });
    await sandbox.control.idle();
    const [push] = sandbox.control.pushes.log();
    expect((await send(`pushes/${push!.id}/replay`)).said).toBe(`status: The push ${push!.id} is sent again.`);
    await sandbox.control.advance(0);
    expect(pushes.map(({ body }) => body.id)).toEqual([push!.id, expect.any(String), push!.id]);
    expect((await send('pushes/evt_1/replay')).said).toMatch(/^alert/);
  });
});

test.each(['sales/STX_1/step', 'payouts', 'clock', 'reset', 'faults', 'pushes/x/replay'])(
  'a form of another site has no effect: %s',
  async (path) => {
    const { sandbox, send, id } = await openSale();
    for (const token of ['', 'guessed']) {
      const fields = { sure: 'yes', by: '1h', do: 'add', kind: 'cut-body', operation: '*', step: 'cancel' };
      const { status, said } = await send(path.replace('STX_1', id), fields, token);
      expect(status).toBe(403);
      expect(said).toContain('This form is from before a restart.');
    }
    expect(sandbox.control.now).toBe('2026-03-02T09:00:00+00:00');
    expect(sandbox.control.faults.list()).toEqual([]);
    expect(sandbox.control.ids('smart.transactions')).toEqual([id]);
  },
);

test('a form that is too large is rejected', async () => {
  const { send } = openOperator();
  expect((await send('clock', { by: 'x'.repeat(20_000) })).status).toBe(413);
});

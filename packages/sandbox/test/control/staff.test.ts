import { describe, expect, test } from 'vitest';
import { openSandbox } from '../support/open-sandbox.ts';

const FIVE_MINUTES = 5 * 60 * 1000;

/** A sale for which a terminal waits. */
async function atTerminal(sum = 1995) {
  const opened = openSandbox({ settings: { terminalDelay: FIVE_MINUTES } });
  const { sandbox, secuconnect } = opened;
  const { id } = await secuconnect.smart.transactions.create({ idents: [], basket_info: { sum, currency: 'EUR' } });
  const result = secuconnect.smart.transactions.start(id, 'cashless').then(
    ({ status }) => status,
    (error: Error) => error.name,
  );
  while (sandbox.control.staff.terminals().length === 0) await new Promise((resolve) => void setTimeout(resolve));
  return { ...opened, id, result };
}

describe('a terminal that waits', () => {
  test('is told by the cashier to approve the card', async () => {
    const { sandbox, id, result } = await atTerminal();
    expect(sandbox.control.staff.terminals()).toEqual([id]);
    sandbox.control.staff.answerTerminal(id, 'approve');
    expect(await result).toBe('ok');
    expect(sandbox.control.staff.terminals()).toEqual([]);
    expect(() => sandbox.control.staff.answerTerminal(id, 'approve')).toThrow(/was not found/);
  });

  test('is told to decline it; the payer can try again', async () => {
    const { sandbox, secuconnect, id, result } = await atTerminal();
    sandbox.control.staff.answerTerminal(id, 'decline');
    expect(await result).toBe('PaymentMethodUnavailableError');
    expect((await secuconnect.smart.transactions.get(id)).status).toBe('failed');
  });

  test('is told before test data decide, which do without a cashier', async () => {
    const told = await atTerminal(66651);
    told.sandbox.control.staff.answerTerminal(told.id, 'approve');
    expect(await told.result).toBe('ok');
    const untold = await atTerminal(66651);
    await untold.sandbox.control.advance(FIVE_MINUTES);
    expect(await untold.result).toBe('PaymentMethodUnavailableError');
  });

  test('takes no other answer, and is reached by the control API too', async () => {
    const { sandbox, id, result } = await atTerminal();
    const control = async (method: string, path: string, body?: object) => {
      const init = { method, ...(body && { body: JSON.stringify(body) }) };
      const response = await sandbox.fetch(`http://localhost:4010/_sandbox${path}`, init);
      return { status: response.status, body: (await response.json()) as unknown };
    };
    expect(() => sandbox.control.staff.answerTerminal(id, 'maybe' as never)).toThrow(/approve, decline/);
    expect((await control('GET', '/terminals')).body).toEqual([id]);
    expect((await control('POST', `/terminals/${id}`, {})).status).toBe(400);
    expect((await control('POST', '/terminals/STX_1', { result: 'approve' })).status).toBe(404);
    expect((await control('POST', `/terminals/${id}`, { result: 'approve' })).body).toEqual({ done: true });
    expect(await result).toBe('ok');
  });
});

test('sales are delivered, cancelled and aborted', async () => {
  const { sandbox, secuconnect } = openSandbox();
  const { staff } = sandbox.control;
  const create = async () =>
    (await secuconnect.smart.transactions.create({ idents: [], basket_info: { sum: 100, currency: 'EUR' } })).id;
  const [sold, given] = [await create(), await create()];
  await secuconnect.smart.transactions.start(sold, 'cash');
  staff.deliver(sold);
  staff.cancel(sold);
  staff.abort(given);
  expect(() => staff.deliver(given)).toThrow(/does not allow deliver/);
  const status = async (id: string) => (await secuconnect.smart.transactions.get(id)).status;
  expect([await status(sold), await status(given)]).toEqual(['cancelled', 'aborted']);
});

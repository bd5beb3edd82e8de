import { describe, expect, test } from 'vitest';
import { refundOnce } from '../../src/flows/refund-once.ts';
import { createFakeApi, fixtures, type FakeApi } from '../../src/testing/index.ts';

const PARAMS = { amount: 500, before: 1995 };

/** A payment of which this is left, one value per read; the last one stays. */
function paymentWithLeft(...amounts: (number | null)[]): FakeApi {
  const fake = createFakeApi();
  fake
    .on('payment.transactions.checkStatus')
    .replyWithSequence(amounts.map((amount) => fixtures.paymentTransactionCheckStatusResult({ amount })));
  return fake;
}
const refunded = (id: string) => [fixtures.paymentTransaction({ amount: -500, parents: [{ id }] })];
const run = (fake: FakeApi, params: Parameters<typeof refundOnce>[2] = PARAMS) =>
  refundOnce(fake.client(), 'PCI_1', params);
const sent = (fake: FakeApi) => fake.calls('payment.transactions.cancel').map(({ body }) => body);

describe('refundOnce()', () => {
  test('a refund is sent if what is left is what was left before', async () => {
    const fake = paymentWithLeft(1995, 1495);
    fake.on('payment.transactions.cancel').reply(refunded('PCI_1'));
    expect(await run(fake, { ...PARAMS, reason: 'Dented' })).toEqual({ remaining: 1495, isNew: true });
    expect(sent(fake)).toEqual([{ reduce_amount_by: 500, reason: 'Dented' }]);
  });

  test('a refund that was made by an earlier call is not sent again', async () => {
    const fake = paymentWithLeft(1495);
    expect(await run(fake)).toEqual({ remaining: 1495, isNew: false });
    expect(sent(fake)).toEqual([]);
  });

  test('what is left of another payment proves nothing', async () => {
    const fake = createFakeApi();
    fake.on('payment.transactions.checkStatus').reply({ amount: 1495, id: 'PCI_2' } as never);
    await expect(run(fake)).rejects.toMatchObject({ outcome: 'not-sent' });
    expect(sent(fake)).toEqual([]);
  });

  test('a refund that was made at the same time shows in what remains', async () => {
    const fake = paymentWithLeft(1995, 995);
    fake.on('payment.transactions.cancel').reply(refunded('PCI_1'));
    expect(await run(fake)).toEqual({ remaining: 995, isNew: true });
  });

  test('a lost response of a refund that was made is a success', async () => {
    const fake = paymentWithLeft(1995, 1495);
    fake.on('payment.transactions.cancel').networkError('reset');
    expect(await run(fake)).toEqual({ remaining: 1495, isNew: true });
    expect(sent(fake)).toHaveLength(1);
  });

  test.each([
    ['nothing is missing yet', 1995],
    ['something else is missing', 1000],
  ])('a lost response has the outcome unknown while %s', async (_, left) => {
    const fake = paymentWithLeft(1995, left);
    fake.on('payment.transactions.cancel').networkError('reset');
    await expect(run(fake)).rejects.toMatchObject({ name: 'ConnectionError', outcome: 'unknown' });
    expect(sent(fake)).toHaveLength(1);
  });

  test('a lost response keeps its outcome when what is left cannot be read either', async () => {
    const fake = createFakeApi();
    const status = fake.on('payment.transactions.checkStatus');
    status.replyOnce(fixtures.paymentTransactionCheckStatusResult({ amount: 1995 })).replyError(403);
    fake.on('payment.transactions.cancel').networkError('reset');
    await expect(run(fake)).rejects.toMatchObject({ name: 'ConnectionError', outcome: 'unknown' });
  });

  test('the error of a rejected refund is thrown, also if less is left afterwards', async () => {
    const fake = paymentWithLeft(1995, 1495);
    fake.on('payment.transactions.cancel').replyError('ProductNotAllowedException');
    await expect(run(fake)).rejects.toMatchObject({ outcome: 'no-effect' });
    expect(fake.calls('payment.transactions.checkStatus')).toHaveLength(1);
  });

  test.each([1000, 0, 2495, null])('nothing is sent when %s are left, which is neither', async (left) => {
    const fake = paymentWithLeft(left);
    await expect(run(fake)).rejects.toMatchObject({
      outcome: 'not-sent',
      message: expect.stringContaining('neither 1995 nor 1495'),
    });
    expect(sent(fake)).toEqual([]);
  });

  test.each([
    { amount: 0, before: 1995 },
    { amount: 1996, before: 1995 },
    { amount: 5.5, before: 1995 },
    { amount: 500, before: Number.NaN },
    { amount: undefined as never, before: 1995 },
  ])('%o is rejected before anything is sent', async (params) => {
    const fake = createFakeApi();
    await expect(run(fake, params)).rejects.toThrow(TypeError);
    expect(fake.calls()).toEqual([]);
  });
});

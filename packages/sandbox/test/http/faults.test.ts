import { describe, expect, test } from 'vitest';
import { FAULT_KINDS, faultAfter, faultBefore, Faults, type FaultRule } from '../../src/http/faults.ts';
import { Dropped } from '../../src/http/dropped.ts';
import { openSandbox } from '../support/open-sandbox.ts';

describe('a rule', () => {
  test('leaves calls alone, then makes some fail, then is used up', () => {
    const faults = new Faults();
    const id = faults.add({ kind: 'status', operation: 'smart.*', skip: 1, times: 2 });
    expect(['payment.x', 'smart.a', 'smart.b', 'smart.c', 'smart.d'].map((name) => faults.next(name)?.kind)).toEqual([
      undefined,
      undefined,
      'status',
      'status',
      undefined,
    ]);
    expect(faults.list()).toMatchObject([{ id, seen: 4, made: 2 }]);
    expect([faults.remove(id), faults.remove(id)]).toEqual([true, false]);
  });

  test('without an operation is for every call; the first one decides', () => {
    const faults = new Faults();
    faults.add({ kind: 'latency', operation: 'smart.transactions.get' });
    faults.add({ kind: 'status' });
    expect([
      faults.next('smart.transactions.get')?.kind,
      faults.next('smart.transactions.get')?.kind,
      faults.next('smart.transactions.get'),
    ]).toEqual(['latency', 'status', undefined]);
  });

  test.each([
    [{ kind: 'nothing' }, 'is no fault'],
    [{}, 'is no fault'],
    [
      { kind: 'latency', operation: 'payment.transactions.refund' },
      'There is no operation payment.transactions.refund',
    ],
    [{ kind: 'status', status: 204 }, 'status must be a number from 400 to 599'],
    [{ kind: 'status', status: 99 }, 'status must be'],
    [{ kind: 'status', status: '500' }, 'status must be'],
    [{ kind: 'rate-limit', retryAfter: 'a\r\nb: c' }, 'retryAfter must be'],
    [{ kind: 'latency', delay: -1 }, 'delay must be'],
    [{ kind: 'latency', delay: 2 ** 31 }, 'delay must be'],
    [{ kind: 'latency', times: Number.NaN }, 'times must be'],
    [{ kind: 'latency', operation: 5 }, 'operation must be a text'],
    [{ kind: 'latency', seen: -5 }, 'A fault has no seen'],
  ])('%j is rejected', (rule, details) => {
    const faults = new Faults();
    expect(() => faults.add(rule as FaultRule)).toThrow(
      expect.objectContaining({ status: 400, message: expect.stringContaining(details) }),
    );
    expect(faults.list()).toEqual([]);
  });

  test('is rejected when there are too many', () => {
    const faults = new Faults();
    for (let count = 0; count < 100; count += 1) faults.add({ kind: 'latency' });
    expect(() => faults.add({ kind: 'latency' })).toThrow('There are 100 faults');
    faults.clear();
    expect(faults.add({ kind: 'latency', times: Number.POSITIVE_INFINITY })).toBe(101);
  });
});

describe('over a sandbox', () => {
  const SALE = { basket_info: { sum: 1995, currency: 'EUR' } };

  async function withFault(rule: FaultRule, headers: Record<string, string> = {}) {
    const { sandbox, request } = openSandbox();
    const before = sandbox.control.counts()['smart.transactions'] ?? 0;
    sandbox.control.faults.add({ operation: 'smart.transactions.create', ...rule });
    const call = () => request('POST', '/Smart/Transactions', SALE, headers).catch((error: unknown) => error as Error);
    const made = () => (sandbox.control.counts()['smart.transactions'] ?? 0) - before;
    const advance = (duration: string) => sandbox.control.advance(duration);
    return { first: await call(), call, made, advance, requests: sandbox.control.requests };
  }

  test.each<[FaultRule, number, number]>([
    [{ kind: 'latency', delay: 1 }, 200, 1],
    [{ kind: 'bad-gateway' }, 502, 0],
    [{ kind: 'unauthorized' }, 401, 0],
    [{ kind: 'rate-limit', retryAfter: 7 }, 429, 0],
    [{ kind: 'status', status: 503 }, 503, 0],
    [{ kind: 'status' }, 500, 0],
    [{ kind: 'cut-body' }, 200, 1],
    [{ kind: 'stall-body' }, 200, 1],
  ])('%j answers with %d, and leaves %d objects', async (rule, status, left) => {
    const { first, made } = await withFault(rule);
    expect(first).toMatchObject({ status });
    expect(made()).toBe(left);
  });

  test('too many requests say when to try again', async () => {
    const { first } = await withFault({ kind: 'rate-limit', retryAfter: 7 });
    expect((first as Response).headers.get('retry-after')).toBe('7');
  });

  test('a body that is cut ends in the middle', async () => {
    const { first } = await withFault({ kind: 'cut-body' });
    await expect((first as Response).text()).rejects.toThrow('terminated');
  });

  test('a body that stalls arrives by half, and has no end', async () => {
    const { first } = await withFault({ kind: 'stall-body' });
    const reader = (first as Response).body!.getReader();
    expect((await reader.read()).value?.length).toBeGreaterThan(0);
    const rest = reader.read();
    const pause = new Promise((resolve) => setTimeout(resolve, 50, 'nothing'));
    expect(await Promise.race([rest, pause])).toBe('nothing');
    await reader.cancel();
    expect(await rest).toMatchObject({ done: true });
  });

  test('a connection that breaks before the call leaves nothing, and its retry makes one object', async () => {
    const { first, call, made, requests } = await withFault({ kind: 'drop-before-commit' }, { 'x-action': 'a' });
    expect(first).toBeInstanceOf(Dropped);
    expect(requests.list().at(-1)).toMatchObject({ method: 'POST', status: undefined });
    expect(made()).toBe(0);
    expect(await call()).toMatchObject({ status: 200 });
    expect(made()).toBe(1);
  });

  test.each(['drop-after-commit', 'cut-body'] as const)(
    'a call that ends with %s leaves one object, which its retry finds by the X-Action',
    async (kind) => {
      const { call, made } = await withFault({ kind }, { 'x-action': 'a' });
      expect(made()).toBe(1);
      expect(await call()).toMatchObject({ status: 200 });
      expect(made()).toBe(1);
    },
  );

  test('a call that is executed late is made once, also when its X-Action comes again meanwhile', async () => {
    const { first, call, made, advance } = await withFault({ kind: 'late-commit', delay: 90_000 }, { 'x-action': 'a' });
    expect(first).toBeInstanceOf(Dropped);
    expect(made()).toBe(0);
    const retried = call();
    await advance('89s');
    expect(made()).toBe(0);
    await advance('1s');
    expect(await retried).toMatchObject({ status: 200 });
    expect(made()).toBe(1);
  });

  test('an answer has the date of the sandbox', async () => {
    const { sandbox, request } = openSandbox();
    await sandbox.control.advance('48h');
    const { headers } = await request('GET', '/General/Contracts');
    expect(Date.parse(headers.get('date')!)).toBe(Date.parse(sandbox.control.now));
  });

  test('a call that is late holds up no other', async () => {
    const { sandbox, request } = openSandbox();
    sandbox.control.faults.add({ kind: 'latency', operation: 'smart.transactions.create', delay: 500 });
    const ended: string[] = [];
    const slow = request('POST', '/Smart/Transactions', SALE).then(() => ended.push('late'));
    await request('GET', '/General/Contracts').then(() => ended.push('other'));
    await slow;
    expect(ended).toEqual(['other', 'late']);
  });
});

test.each(
  FAULT_KINDS.filter(
    (kind) => !['latency', 'late-commit', 'drop-after-commit', 'cut-body', 'stall-body'].includes(kind),
  ),
)('%s answers or breaks before the call', async (kind) => {
  const before = await faultBefore({ kind }).catch((error: unknown) => error);
  expect(before).toBeDefined();
});

test('an answer without a body cannot be cut, so the connection breaks', () => {
  expect(() => faultAfter({ kind: 'cut-body' }, { status: 204, headers: {} })).toThrow(Dropped);
});

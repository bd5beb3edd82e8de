import { afterEach, describe, expect, test, vi } from 'vitest';
import { AbortError } from '../../src/index.ts';
import { createFakeApi } from '../../src/testing/index.ts';
import { NETWORK_FAILURES, type NetworkFailure } from '../../src/testing/network-failures.ts';
import { errorOf, transaction } from './fake-calls.ts';

afterEach(() => vi.useRealTimers());

describe('networkError()', () => {
  const cases: [NetworkFailure, string, string][] = [
    ['connection-refused', 'ConnectionError', 'not-sent'],
    ['dns', 'ConnectionError', 'not-sent'],
    ['tls', 'ConnectionError', 'not-sent'],
    ['reset', 'ConnectionError', 'unknown'],
    ['truncated-response', 'ConnectionError', 'unknown'],
    ['timeout', 'TimeoutError', 'unknown'],
    ['not-json', 'DecodeError', 'unknown'],
  ];

  test.each(cases)('networkError(%j) causes a %s with the outcome %s for a write', async (failure, kind, outcome) => {
    vi.useFakeTimers();
    const fake = createFakeApi();
    fake.on('smart.transactions.create').networkError(failure);
    const error = errorOf(fake.client({ maxRetries: 0 }).smart.transactions.create({}));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await error).toMatchObject({ name: kind, outcome });
  });

  test.each(cases)('networkError(%j) causes a %s with the outcome no-effect for a read', async (failure, kind) => {
    vi.useFakeTimers();
    const fake = createFakeApi();
    fake.on('smart.transactions.get').networkError(failure);
    const error = errorOf(fake.client({ maxRetries: 0 }).smart.transactions.get('STX_1'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await error).toMatchObject({ name: kind, outcome: 'no-effect' });
  });

  test('a network error is overcome by the retries of the client', async () => {
    vi.useFakeTimers();
    const fake = createFakeApi();
    fake.on('smart.transactions.create').networkError('connection-refused').reply(transaction('STX_1'));
    const call = fake.client().smart.transactions.create({});
    await vi.runAllTimersAsync();
    expect(await call).toEqual(transaction('STX_1'));
    expect(fake.calls('smart.transactions.create')).toMatchObject([
      { attempts: [{ error: 'ECONNREFUSED' }, { status: 200 }] },
    ]);
  });

  test('a stubbed timeout ends when the caller aborts', async () => {
    const fake = createFakeApi();
    fake.on('smart.transactions.create').networkError('timeout');
    const controller = new AbortController();
    const error = errorOf(fake.client().smart.transactions.create({}, { signal: controller.signal }));
    await vi.waitFor(() => expect(fake.calls()).toHaveLength(1));
    controller.abort(new Error('The customer left.'));
    expect(await error).toBeInstanceOf(AbortError);
    expect(fake.calls()[0]!.attempts).toEqual([{ error: 'aborted' }]);
  });

  test.each(['flood', 'toString', undefined])(
    'networkError(%j) throws a TypeError that lists the failures',
    (failure) => {
      expect(() =>
        createFakeApi()
          .on('smart.transactions.get')
          .networkError(failure as NetworkFailure),
      ).toThrow('use connection-refused, dns');
    },
  );
});

describe('NETWORK_FAILURES', () => {
  test.each([
    ['connection-refused', 'ECONNREFUSED'],
    ['dns', 'ENOTFOUND'],
    ['tls', 'CERT_HAS_EXPIRED'],
    ['reset', 'ECONNRESET'],
  ] as const)('%s throws as fetch does, with the code %s in the cause', async (failure, code) => {
    const error = await Promise.resolve()
      .then(NETWORK_FAILURES[failure])
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TypeError);
    expect(error).toMatchObject({ message: 'fetch failed', cause: { code } });
  });

  test('truncated-response has a body that begins and breaks off', async () => {
    const response = await NETWORK_FAILURES['truncated-response']();
    const reader = response.body!.getReader();
    expect(new TextDecoder().decode((await reader.read()).value)).toBe('{"id":"');
    await expect(reader.read()).rejects.toMatchObject({ message: 'terminated', cause: { code: 'ECONNRESET' } });
  });
});

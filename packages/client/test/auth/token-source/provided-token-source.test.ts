import { afterEach, describe, expect, test, vi } from 'vitest';
import { ProvidedTokenSource } from '../../../src/auth/token-source/provided-token-source.ts';
import { hanging, rejectionOf, startRequest } from '../auth-fixture.ts';

/** A provider whose calls a test resolves one by one. */
function pendingProvider() {
  const resolvers: ((token: string) => void)[] = [];
  return { resolvers, provider: vi.fn(() => new Promise<string>((resolve) => void resolvers.push(resolve))) };
}

afterEach(() => void vi.useRealTimers());

describe('a constant token', () => {
  test('is always cached, also after it was rejected', async () => {
    const source = new ProvidedTokenSource('t');
    source.invalidate('t');
    expect([source.cached(), await source.token(), source.cached()]).toEqual(['t', 't', 't']);
  });

  test.each([[''], [undefined], [null]])('throws when it is %j', (token) => {
    expect(() => new ProvidedTokenSource(token as string)).toThrow(
      new TypeError('`auth.token` is an empty token, or one with invalid characters. Does it end with a line break?'),
    );
  });

  test.each(['s3cret\n', 's3\r\ncret', 's3 cret', 'sécret', '\u0000s3cret'])(
    'throws without quoting it when it is %j',
    (token) => {
      const create = () => new ProvidedTokenSource(token);
      expect(create).toThrow(TypeError);
      expect(create).toThrow(/^`auth\.token` is an empty token, or one with invalid characters/);
      expect(create).not.toThrow(/cret/);
    },
  );
});

describe('a run of a token provider that stops without an end, as in Workers when the request that started it is over', () => {
  async function dyingRun() {
    vi.useFakeTimers();
    const provider = vi
      .fn(() => new Promise<string>((resolve) => setTimeout(resolve, 10, 't')))
      .mockImplementationOnce(hanging);
    const source = new ProvidedTokenSource(provider);
    const request = startRequest();
    void source.token();
    await vi.advanceTimersByTimeAsync(0);
    request.end();
    return { source, provider };
  }

  test('delays the calls that wait for it by about ten seconds, and they share the next run', async () => {
    const { source, provider } = await dyingRun();
    const calls = [source.token(), source.token()];
    await vi.advanceTimersByTimeAsync(12_000);
    expect(await Promise.all(calls)).toEqual(['t', 't']);
    expect(provider).toHaveBeenCalledTimes(2);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('delays no call that comes long after that', async () => {
    const { source } = await dyingRun();
    await vi.advanceTimersByTimeAsync(60_000);
    const call = source.token();
    await vi.advanceTimersByTimeAsync(10);
    expect(await call).toBe('t');
  });
});

describe('a slow token provider', () => {
  test('is waited for as long as it takes', async () => {
    vi.useFakeTimers();
    const { resolvers, provider } = pendingProvider();
    const waiting = new ProvidedTokenSource(provider).token();
    await vi.advanceTimersByTimeAsync(3_600_000);
    resolvers[0]!('t');
    expect(await waiting).toBe('t');
    expect(provider).toHaveBeenCalledTimes(1);
  });
});

describe('a token provider', () => {
  test('runs for every call and is shared by concurrent calls, so its token is never cached', async () => {
    const provider = vi.fn(async () => 't');
    const source = new ProvidedTokenSource(provider);
    expect(source.cached()).toBeUndefined();
    await Promise.all([source.token(), source.token()]);
    expect(provider).toHaveBeenCalledTimes(1);
    expect(source.cached()).toBeUndefined();
    await source.token();
    expect(provider).toHaveBeenCalledTimes(2);
  });

  test('receives the rejected token until it returns another', async () => {
    const provider = vi.fn().mockReturnValueOnce('t1').mockReturnValueOnce('t1').mockReturnValue('t2');
    const source = new ProvidedTokenSource(provider);
    await source.token();
    source.invalidate('t1');
    for (let call = 0; call < 3; call++) await source.token();
    expect(provider.mock.calls.map(([options]) => options.rejectedToken)).toEqual([undefined, 't1', 't1', undefined]);
  });

  test('does not receive a rejected token that it has already replaced', async () => {
    const provider = vi.fn().mockReturnValueOnce('t1').mockReturnValue('t2');
    const source = new ProvidedTokenSource(provider);
    await source.token();
    await source.token();
    source.invalidate('t1');
    await source.token();
    expect(provider).toHaveBeenLastCalledWith({ rejectedToken: undefined });
    expect(Object.keys(provider.mock.lastCall![0])).toEqual(['rejectedToken']);
  });

  test('runs once for ten rejections of one token at the same time', async () => {
    const provider = vi.fn().mockReturnValueOnce('t1').mockReturnValue('t2');
    const source = new ProvidedTokenSource(provider);
    await source.token();
    const renew = () => {
      source.invalidate('t1');
      return source.token();
    };
    expect(new Set(await Promise.all(Array.from({ length: 10 }, renew)))).toEqual(new Set(['t2']));
    expect(provider).toHaveBeenCalledTimes(2);
  });

  test('a call after a rejection does not wait for a result that was requested before it', async () => {
    const { provider, resolvers } = pendingProvider();
    const source = new ProvidedTokenSource(provider);
    const first = source.token();
    resolvers[0]!('t1');
    await first;
    const before = source.token();
    source.invalidate('t1');
    const after = source.token();
    resolvers[2]!('t2');
    expect(await after).toBe('t2');
    expect(provider.mock.calls).toEqual([
      [{ rejectedToken: undefined }],
      [{ rejectedToken: undefined }],
      [{ rejectedToken: 't1' }],
    ]);
    resolvers[1]!('t0');
    expect(await before).toBe('t0');
  });

  test('runs again when it returns a token that was rejected while it was running', async () => {
    const { provider, resolvers } = pendingProvider();
    const source = new ProvidedTokenSource(provider);
    const first = source.token();
    resolvers[0]!('t1');
    await first;
    const late = source.token();
    source.invalidate('t1');
    resolvers[1]!('t1');
    await vi.waitFor(() => expect(resolvers).toHaveLength(3));
    resolvers[2]!('t2');
    expect(await late).toBe('t2');
  });

  test('a failure affects only the calls that waited for it', async () => {
    const provider = vi.fn().mockRejectedValueOnce(new Error('vault is closed')).mockResolvedValue('t');
    const source = new ProvidedTokenSource(provider);
    const failures = await Promise.all([rejectionOf(source.token()), rejectionOf(source.token())]);
    expect(failures.map(({ message }) => message)).toEqual(['vault is closed', 'vault is closed']);
    await expect(source.token()).resolves.toBe('t');
    expect(provider).toHaveBeenCalledTimes(2);
  });

  test('a provider that throws fails like one that rejects', async () => {
    const source = new ProvidedTokenSource(() => {
      throw new Error('no vault');
    });
    await expect(source.token()).rejects.toThrow('no vault');
  });

  test.each(['', undefined, 's3cret\n'])('rejects with a TypeError that does not quote it for %j', async (token) => {
    const failure = await rejectionOf(new ProvidedTokenSource(() => token as string).token());
    expect(failure).toBeInstanceOf(TypeError);
    expect(failure.message).toBe(
      'The token provider returned an empty token, or one with invalid characters. Does it end with a line break?',
    );
    expect(failure.message).not.toContain('s3cret');
  });

  test('an aborted call stops waiting, and one that was aborted before does not run the provider', async () => {
    const { provider } = pendingProvider();
    const source = new ProvidedTokenSource(provider);
    await expect(source.token(AbortSignal.abort(new Error('left')))).rejects.toThrow('left');
    expect(provider).not.toHaveBeenCalled();
    const controller = new AbortController();
    const waiting = source.token(controller.signal);
    controller.abort(new Error('left later'));
    await expect(waiting).rejects.toThrow('left later');
  });
});

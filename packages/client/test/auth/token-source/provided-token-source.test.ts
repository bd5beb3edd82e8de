import { describe, expect, test, vi } from 'vitest';
import { ProvidedTokenSource } from '../../../src/auth/token-source/provided-token-source.ts';
import { failureOf } from '../auth-fixture.ts';

describe('a constant', () => {
  test('is the token, always and at once', async () => {
    const source = new ProvidedTokenSource('t');
    source.invalidate('t');
    expect([source.cached(), await source.token(), source.cached()]).toEqual(['t', 't', 't']);
  });

  test.each([[''], [undefined], [null]])('%j is empty', (token) => {
    expect(() => new ProvidedTokenSource(token as string)).toThrow(/^`auth\.token` is empty/);
  });

  test.each(['s3cret\n', 's3\r\ncret', 's3 cret', 'sécret', '\u0000s3cret'])(
    '%j is refused without quoting it',
    (token) => {
      const make = () => new ProvidedTokenSource(token);
      expect(make).toThrow(TypeError);
      expect(make).toThrow(/^`auth\.token` is empty, or has characters that cannot be sent/);
      expect(make).not.toThrow(/cret/);
    },
  );
});

describe('a provider', () => {
  test('is asked for every call, so nothing is at hand before', async () => {
    const provide = vi.fn(async () => 't');
    const source = new ProvidedTokenSource(provide);
    expect(source.cached()).toBeUndefined();
    await Promise.all([source.token(), source.token()]);
    expect(provide).toHaveBeenCalledTimes(1);
    expect(source.cached()).toBeUndefined();
    await source.token();
    expect(provide).toHaveBeenCalledTimes(2);
  });

  test('is told which token was refused, until it gives another', async () => {
    const provide = vi.fn().mockReturnValueOnce('t1').mockReturnValueOnce('t1').mockReturnValue('t2');
    const source = new ProvidedTokenSource(provide);
    await source.token();
    source.invalidate('t1');
    for (let call = 0; call < 3; call++) await source.token();
    expect(provide.mock.calls.map(([why]) => why.refused)).toEqual([undefined, 't1', 't1', undefined]);
  });

  test('is not told about a token that it has replaced already', async () => {
    const provide = vi.fn().mockReturnValueOnce('t1').mockReturnValue('t2');
    const source = new ProvidedTokenSource(provide);
    await source.token();
    await source.token();
    source.invalidate('t1');
    await source.token();
    expect(provide).toHaveBeenLastCalledWith({ refused: undefined });
  });

  test('ten refusals of one token at the same time cause one question', async () => {
    const provide = vi.fn().mockReturnValueOnce('t1').mockReturnValue('t2');
    const source = new ProvidedTokenSource(provide);
    await source.token();
    const renew = () => {
      source.invalidate('t1');
      return source.token();
    };
    expect(new Set(await Promise.all(Array.from({ length: 10 }, renew)))).toEqual(new Set(['t2']));
    expect(provide).toHaveBeenCalledTimes(2);
  });

  test('an answer that was asked for before a refusal is not waited for', async () => {
    const answers: ((token: string) => void)[] = [];
    const provide = vi.fn(() => new Promise<string>((resolve) => void answers.push(resolve)));
    const source = new ProvidedTokenSource(provide);
    const first = source.token();
    answers[0]!('t1');
    await first;
    const before = source.token();
    source.invalidate('t1');
    const after = source.token();
    answers[2]!('t2');
    expect(await after).toBe('t2');
    expect(provide.mock.calls).toEqual([[{ refused: undefined }], [{ refused: undefined }], [{ refused: 't1' }]]);
    answers[1]!('t0');
    expect(await before).toBe('t0');
  });

  test('a token that was refused while it was on its way is asked for again', async () => {
    const answers: ((token: string) => void)[] = [];
    const source = new ProvidedTokenSource(() => new Promise<string>((resolve) => void answers.push(resolve)));
    const first = source.token();
    answers[0]!('t1');
    await first;
    const late = source.token();
    source.invalidate('t1');
    answers[1]!('t1');
    await vi.waitFor(() => expect(answers).toHaveLength(3));
    answers[2]!('t2');
    expect(await late).toBe('t2');
  });

  test('that fails harms only the calls that waited for it', async () => {
    const provide = vi.fn().mockRejectedValueOnce(new Error('vault is closed')).mockResolvedValue('t');
    const source = new ProvidedTokenSource(provide);
    const failures = await Promise.all([failureOf(source.token()), failureOf(source.token())]);
    expect(failures.map((one) => one.message)).toEqual(['vault is closed', 'vault is closed']);
    await expect(source.token()).resolves.toBe('t');
    expect(provide).toHaveBeenCalledTimes(2);
  });

  test('that throws fails in the same way', async () => {
    const source = new ProvidedTokenSource(() => {
      throw new Error('no vault');
    });
    await expect(source.token()).rejects.toThrow('no vault');
  });

  test.each(['', undefined, 's3cret\n'])('that gives %j is refused, without quoting it', async (token) => {
    const failure = await failureOf(new ProvidedTokenSource(() => token as string).token());
    expect(failure).toBeInstanceOf(TypeError);
    expect(failure.message).toContain('What the token provider gave is empty, or has characters that cannot be sent');
    expect(failure.message).not.toContain('s3cret');
  });

  test('an aborted call stops waiting, and does not even ask', async () => {
    const provide = vi.fn(() => new Promise<string>(() => undefined));
    const source = new ProvidedTokenSource(provide);
    await expect(source.token(AbortSignal.abort(new Error('left')))).rejects.toThrow('left');
    expect(provide).not.toHaveBeenCalled();
    const controller = new AbortController();
    const waiting = source.token(controller.signal);
    controller.abort(new Error('left later'));
    await expect(waiting).rejects.toThrow('left later');
  });
});

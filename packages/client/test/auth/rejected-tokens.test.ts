import { describe, expect, test } from 'vitest';
import { RejectedTokens } from '../../src/auth/rejected-tokens.ts';
import type { TokenStore } from '../../src/auth/stores/token-store.ts';
import { grantTokenSource, storedToken } from './auth-fixture.ts';
import { stubFetch, token } from '../stub-fetch.ts';

describe('RejectedTokens', () => {
  test('contains what was added, until it is deleted', () => {
    const tokens = new RejectedTokens();
    expect(tokens.has('a')).toBe(false);
    tokens.add('a');
    tokens.add('b');
    expect([tokens.has('a'), tokens.has('b'), tokens.has('c')]).toEqual([true, true, false]);
    tokens.delete('a');
    expect([tokens.has('a'), tokens.has('b')]).toEqual([false, true]);
  });

  test('remembers the latest sixteen, each of them once', () => {
    const tokens = new RejectedTokens();
    for (let index = 1; index <= 16; index++) tokens.add(`t${index}`);
    tokens.add('t16');
    expect(tokens.has('t1')).toBe(true);
    tokens.add('t17');
    expect([tokens.has('t1'), tokens.has('t2'), tokens.has('t17')]).toEqual([false, true, true]);
  });
});

describe('a token source with a store', () => {
  const storeWith = (accessToken: string): TokenStore => ({
    get: async () => storedToken(accessToken),
    set: async () => undefined,
    delete: async () => undefined,
  });

  test('never takes a rejected token from the store again', async () => {
    const stub = stubFetch(token('t2'), token('t3'));
    const tokens = grantTokenSource(stub, undefined, { store: storeWith('t1') });
    expect(await tokens.token()).toBe('t1');
    tokens.invalidate('t1');
    expect(await tokens.token()).toBe('t2');
    tokens.invalidate('t2');
    expect(await tokens.token()).toBe('t3');
  });

  test('remembers the latest sixteen rejected tokens', async () => {
    const tokenAfter = async (rejections: number): Promise<string> => {
      const tokens = grantTokenSource(stubFetch(token('new')), undefined, { store: storeWith('old') });
      tokens.invalidate('old');
      for (let index = 1; index < rejections; index++) tokens.invalidate(`t${index}`);
      return tokens.token();
    };
    expect([await tokenAfter(16), await tokenAfter(17)]).toEqual(['new', 'old']);
  });
});

import { Agent, EnvHttpProxyAgent, RetryAgent } from 'undici';
import { expect, test } from 'vitest';
import { undiciFetch } from '../../../src/node/index.ts';

test.each([undefined, null, {}, { dispatch: true }, 'agent'])('%j is not a dispatcher', (value) => {
  expect(() => undiciFetch(value as never)).toThrow(TypeError);
});

test('a RetryAgent, which sends writes again, is rejected', () => {
  expect(() => undiciFetch(new RetryAgent(new Agent()))).toThrow('RetryAgent');
});

test('dispatchers of undici fit, without a cast', () => {
  for (const dispatcher of [new Agent(), new EnvHttpProxyAgent()])
    expect(undiciFetch(dispatcher)).toBeTypeOf('function');
});

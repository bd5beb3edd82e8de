import { describe, expect, test, vi } from 'vitest';
import { scriptRunner, textOf, wholeMs } from '../../src/redis/redis-client.ts';

describe('scriptRunner()', () => {
  const evaluate = vi.fn(async (..._values: unknown[]) => 'reply');
  test.each([
    ['ioredis', { call: vi.fn(), sendCommand: vi.fn(), eval: evaluate }, ['script', 2, 'a', 'b', 'x']],
    ['node-redis', { sendCommand: vi.fn(), eval: evaluate }, ['script', { keys: ['a', 'b'], arguments: ['x'] }]],
    ['GLIDE', { customCommand: evaluate }, [['EVAL', 'script', '2', 'a', 'b', 'x']]],
  ])('a client of %s gets script, keys and arguments as it wants them', async (_, client, expected) => {
    evaluate.mockClear();
    expect(await scriptRunner(client as never)('script', ['a', 'b'], ['x'])).toBe('reply');
    expect(evaluate.mock.calls).toEqual([expected]);
  });

  test.each([undefined, null, 'redis://localhost', {}, { eval: vi.fn() }, { sendCommand: vi.fn() }, new Map()])(
    'anything else is a TypeError that says what is accepted: %s',
    (client) => {
      expect(() => scriptRunner(client as never)).toThrow(
        new TypeError('`client` must be a client of `ioredis`, `redis` (node-redis) or `@valkey/valkey-glide`.'),
      );
    },
  );
});

test('textOf() reads strings and buffers', () => {
  expect([textOf('a'), textOf(Buffer.from('ü')), textOf(null), textOf(undefined)]).toEqual([
    'a',
    'ü',
    undefined,
    undefined,
  ]);
});

test('wholeMs() rounds up, because a time of 0 is an error of Redis', () => {
  expect([wholeMs(0.1), wholeMs(5), wholeMs(6.7)]).toEqual(['1', '5', '7']);
});

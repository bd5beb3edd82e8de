import { afterEach, describe, expect, test, vi } from 'vitest';
import { randomUuid } from '../../src/internal/random-id.ts';

const VERSION_4 = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

afterEach(() => vi.unstubAllGlobals());

describe('randomUuid()', () => {
  const withoutRandomUuid = (): void => {
    vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) });
  };

  test('creates a UUID of version 4', () => {
    expect(randomUuid()).toMatch(VERSION_4);
  });

  test('creates one on a page that came over plain http, where browsers have no `crypto.randomUUID`', () => {
    withoutRandomUuid();
    expect(randomUuid()).toMatch(VERSION_4);
  });

  test('creates another one each time', () => {
    withoutRandomUuid();
    expect(new Set(Array.from({ length: 1_000 }, randomUuid)).size).toBe(1_000);
  });

  test.each([
    [0x00, '00000000-0000-4000-8000-000000000000'],
    [0xff, 'ffffffff-ffff-4fff-bfff-ffffffffffff'],
  ])('keeps all other bits of the random bytes, here %i', (byte, expected) => {
    vi.stubGlobal('crypto', { getRandomValues: (bytes: Uint8Array) => bytes.fill(byte) });
    expect(randomUuid()).toBe(expected);
  });
});

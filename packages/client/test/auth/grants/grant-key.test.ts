import { describe, expect, test } from 'vitest';
import { grantKey } from '../../../src/auth/grants/grant-key.ts';

describe('grantKey()', () => {
  test('joins the parts with colons', () => {
    expect(grantKey('device', 'shop', 'till')).toBe('device:shop:till');
    expect(grantKey('client_credentials')).toBe('client_credentials');
  });

  test('encodes the parts, so that different parts never give the same key', () => {
    expect(grantKey('/vendor/x', 'ä b')).toBe('%2Fvendor%2Fx:%C3%A4%20b');
    const parts = [['a:b', 'c'], ['a', 'b:c'], ['a', 'b', 'c'], ['a%3Ab', 'c'], ['a:b:c']];
    expect(new Set(parts.map((one) => grantKey(...one))).size).toBe(parts.length);
  });
});

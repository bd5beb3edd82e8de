import { afterEach, describe, expect, test, vi } from 'vitest';
import { announcedSize, cutBodyError, plainFileHeaders } from '../../src/internal/body-size.ts';

afterEach(() => vi.unstubAllGlobals());

describe('announcedSize()', () => {
  test.each([
    [{ 'content-length': '8' }, 8],
    [{ 'content-length': '0' }, 0],
    [{}, undefined],
    [{ 'content-length': '' }, undefined],
    [{ 'content-length': '-8' }, undefined],
    [{ 'content-length': '8, 8' }, undefined],
    [{ 'content-length': '0x8' }, undefined],
    [{ 'content-length': '8', 'content-encoding': 'gzip' }, undefined],
  ])('of the headers %j is %s', (headers, size) => {
    expect(announcedSize(new Headers(headers as Record<string, string>))).toBe(size);
  });
});

describe('cutBodyError()', () => {
  const eight = new Headers({ 'content-length': '8' });

  test('says how many bytes are missing', () => {
    expect(cutBodyError(eight, 7)).toHaveProperty('message', 'the body ended after 7 of 8 bytes');
    expect(cutBodyError(eight, 0)).toBeInstanceOf(Error);
  });

  test('says nothing of a body that is whole, or whose size is not known', () => {
    for (const bytes of [8, 9]) expect(cutBodyError(eight, bytes)).toBeUndefined();
    expect(cutBodyError(new Headers(), 0)).toBeUndefined();
    expect(cutBodyError(new Headers({ 'content-length': '8', 'content-encoding': 'gzip' }), 7)).toBeUndefined();
  });

  test('says nothing in a browser, whose page may not see that the body was compressed', () => {
    vi.stubGlobal('document', {});
    expect(cutBodyError(eight, 7)).toBeUndefined();
  });
});

test('plainFileHeaders() ask for no compression, except in Deno, which would not decompress then', () => {
  expect(plainFileHeaders()).toEqual({ 'accept-encoding': 'identity' });
  vi.stubGlobal('Deno', {});
  expect(plainFileHeaders()).toEqual({});
});

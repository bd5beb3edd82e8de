import { afterEach, describe, expect, test, vi } from 'vitest';
import { cookieHeader, headerParameters } from '../../src/runtime/header-parameters.ts';

afterEach(() => vi.unstubAllGlobals());

describe('headerParameters()', () => {
  test('writes scalars, lists and dates, and leaves out what is not given', () => {
    const values = {
      'X-Till': 7,
      'x-tags': ['a', 'b'],
      since: new Date(0),
      isTest: false,
      none: null,
      missing: undefined,
    };
    expect(headerParameters(values)).toEqual({
      'X-Till': '7',
      'x-tags': 'a,b',
      since: '1970-01-01T00:00:00.000Z',
      isTest: 'false',
    });
    expect(headerParameters(undefined)).toEqual({});
  });

  test('rejects a comma in a value of a list, which would become two', () => {
    expect(headerParameters({ a: 'x,y' })).toEqual({ a: 'x,y' });
    expect(() => headerParameters({ a: ['x,y'] })).toThrow('The header parameter a cannot have a comma');
  });

  test.each([{ a: {} }, { a: Number.NaN }, { a: [[1]] }, { a: new Map() }])(
    'rejects %o, and names the parameter',
    (values) => {
      expect(() => headerParameters(values)).toThrow(/^The header parameter a cannot be /);
    },
  );

  test.each(['a', new Map([['a', '1']])])('rejects %o in place of an object', (values) => {
    expect(() => headerParameters(values as object)).toThrow(/^`headers` must be a plain object/);
  });
});

describe('cookieHeader()', () => {
  test('writes all cookies into one header', () => {
    expect(cookieHeader({ till: 7, session: 'a;b=ü', none: undefined })).toEqual({
      cookie: 'till=7; session=a%3Bb%3D%C3%BC',
    });
    expect(cookieHeader({ none: null })).toEqual({});
    expect(cookieHeader(undefined)).toEqual({});
  });

  test('rejects cookies in browsers, which would drop them', () => {
    vi.stubGlobal('document', {});
    expect(() => cookieHeader({ till: 7 })).toThrow('Browsers do not send the cookies of a program.');
    expect(cookieHeader({})).toEqual({});
  });
});

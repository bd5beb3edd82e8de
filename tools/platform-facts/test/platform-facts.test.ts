import { describe, expect, test } from 'vitest';
import { exceptionFor, ListPages, tokenError, tokenResponse } from '../src/index.ts';

describe('exceptionFor()', () => {
  test('an exception comes with its status, code and messages', () => {
    expect(exceptionFor('ProductFormatException')).toEqual({
      status: 500,
      payload: {
        status: 'error',
        error: 'ProductFormatException',
        code: 1001,
        error_details: 'Invalid input',
        error_user: 'Please check your input.',
        supportId: '00000000000000000000000000000000',
      },
    });
  });

  test('a status comes with the most likely exception', () => {
    expect(exceptionFor(404).payload.error).toBe('ProductNotFoundException');
    expect(exceptionFor(405).payload).toMatchObject({ error: 'ProductNotAllowedException', code: 1008 });
  });

  test('the status of a gateway comes without an exception', () => {
    expect(exceptionFor(502).payload).not.toHaveProperty('error');
  });

  test('overrides replace fields of the payload', () => {
    expect(exceptionFor(404, { error_details: 'gone' }).payload).toMatchObject({ code: 0, error_details: 'gone' });
  });

  test.each([200, 304, 600, Number.NaN, 'Product' as never])(
    '%s is neither an error status nor an exception',
    (what) => {
      expect(() => exceptionFor(what)).toThrow(TypeError);
    },
  );
});

describe('ListPages', () => {
  const items = ['a', 'b', 'c', 'd', 'e'];

  test('count and offset select a page, and the count is that of all matches', () => {
    expect(new ListPages().page(items, { count: 2, offset: 1 })).toEqual({ count: 5, data: ['b', 'c'] });
  });

  test('a page has 20 items by default', () => {
    const many = Array.from({ length: 30 }, (_, index) => index);
    expect(new ListPages().page(many, {})?.data).toHaveLength(20);
  });

  test('a scroll goes through a snapshot, with a new id each time, until an empty page', () => {
    const pages = new ListPages();
    const source = [...items];
    const first = pages.page(source, { count: 2, scroll_expire: '1m' })!;
    source.length = 0;
    const second = pages.page(source, { scroll_id: first.scroll_id })!;
    const third = pages.page(source, { scroll_id: second.scroll_id })!;
    const last = pages.page(source, { scroll_id: third.scroll_id })!;
    expect([first, second, third, last].map(({ data }) => data)).toEqual([['a', 'b'], ['c', 'd'], ['e'], []]);
    expect(new Set([first, second, third].map(({ scroll_id }) => scroll_id)).size).toBe(3);
  });

  test('an older id continues the scroll where it stands', () => {
    const pages = new ListPages();
    const first = pages.page(items, { count: 2, scroll_expire: '1m' })!;
    pages.page(items, { scroll_id: first.scroll_id });
    expect(pages.page(items, { scroll_id: first.scroll_id })?.data).toEqual(['e']);
  });

  test('an unknown or expired scroll has no page', () => {
    const pages = new ListPages();
    const { scroll_id } = pages.page(items, { scroll_expire: '1m' })!;
    expect(pages.page(items, { scroll_id: 'scroll-9-0' })).toBeUndefined();
    pages.expireScrolls();
    expect(pages.page(items, { scroll_id })).toBeUndefined();
  });
});

test('a token response has the lifetime of the API, and a refresh token only where there is one', () => {
  expect(tokenResponse('t')).toEqual({ access_token: 't', expires_in: 1200, token_type: 'bearer' });
  expect(tokenResponse('t', { expiresIn: 5, refreshToken: 'r' })).toMatchObject({ expires_in: 5, refresh_token: 'r' });
});

test('an error of the token endpoint is an OAuth error with status 400', () => {
  expect(tokenError('invalid_client')).toEqual({ status: 400, body: { error: 'invalid_client' } });
});

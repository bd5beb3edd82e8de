import { describe, expect, test } from 'vitest';
import { isLoopback, rejection } from '../../src/http/origin-guard.ts';

const judge = (headers: Readonly<Record<string, string>>, allowed: readonly string[] = []) =>
  rejection({ header: (name) => headers[name] ?? null }, allowed);

describe('the host', () => {
  test.each([
    'localhost',
    'localhost:4010',
    'LOCALHOST:4010',
    'localhost.',
    'shop.localhost',
    '127.0.0.1:4010',
    '127.1',
    '127.8.9.10',
    '[::1]',
    '[::1]:4010',
  ])('%s is that of the own computer', (host) => {
    expect(judge({ host })).toBeUndefined();
  });

  test.each([
    '',
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'xlocalhost',
    '.localhost.evil',
    'evil.example:4010',
    'evil@localhost',
    'evil:pw@localhost',
    'localhost/path',
    'localhost?x',
    'localhost#x',
    'localhost\\x',
    'localhost:99999',
    'localhost:a',
    'localhost localhost',
    '0.0.0.0',
    '10.0.0.1',
    '[::2]',
    '[::1',
    '::1',
    'null',
  ])('%s is rejected', (host) => {
    expect(judge({ host })).toContain(`for the host ${host}.`);
  });

  test('that is missing is rejected', () => {
    expect(judge({})).toContain('does not answer for the host');
  });

  test('that was allowed is known, in any case and with any port', () => {
    expect(judge({ host: 'dev.shop.example:80' }, ['Dev.Shop.Example'])).toBeUndefined();
    expect(judge({ host: 'dev.shop.example.evil' }, ['dev.shop.example'])).toBeDefined();
    expect(judge({ host: '' }, [''])).toBeDefined();
  });
});

describe('the origin', () => {
  const from = (origin: string, allowed: readonly string[] = []) => judge({ host: 'localhost', origin }, allowed);

  test.each([
    'http://localhost',
    'http://localhost:3000',
    'https://127.0.0.1:1',
    'http://a.localhost',
    'http://[::1]:5',
  ])('%s is a page of the own computer', (origin) => expect(from(origin)).toBeUndefined());

  test.each([
    'null',
    '',
    'http://evil.example',
    'https://localhost.evil.example',
    'http://evil@localhost',
    'http://localhost, http://evil.example',
    'file://',
    'localhost',
  ])('%s is rejected', (origin) => {
    expect(from(origin)).toContain(`to pages of ${origin}.`);
  });

  test('that was allowed is known', () => {
    expect(from('https://shop.example', ['shop.example'])).toBeUndefined();
    expect(from('null', ['shop.example'])).toBeDefined();
  });
});

describe('what a page loads without an origin', () => {
  const load = (site: string, mode: string) =>
    judge({ host: 'localhost', 'sec-fetch-site': site, 'sec-fetch-mode': mode });

  test('is rejected when it is a page of another site', () => {
    expect(load('cross-site', 'no-cors')).toContain('pages of other sites');
    expect(load('cross-site', 'navigate')).toBeUndefined();
    expect(load('same-site', 'no-cors')).toBeUndefined();
    expect(load('none', 'navigate')).toBeUndefined();
  });
});

test('only names of the own computer are loopback', () => {
  expect([isLoopback('LocalHost'), isLoopback('0.0.0.0'), isLoopback('localhost.evil.example')]).toEqual([
    true,
    false,
    false,
  ]);
});

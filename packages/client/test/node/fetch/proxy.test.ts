import { describe, expect, test } from 'vitest';
import { proxiesFrom } from '../../../src/node/fetch/proxy.ts';

describe('the variables of the environment', () => {
  const hostOf = (url: string, variables: Record<string, string>): string | undefined => proxiesFrom(undefined, variables)(new URL(url))?.hostname; // prettier-ignore

  test('each scheme has its variable, and small letters come first', () => {
    const both = { https_proxy: 'http://a:1', HTTPS_PROXY: 'http://b:1', HTTP_PROXY: 'http://c:1' };
    expect([hostOf('https://x', both), hostOf('http://x', both)]).toEqual(['a', 'c']);
    expect([hostOf('https://x', { HTTP_PROXY: 'c' }), hostOf('http://x', { HTTPS_PROXY: 'c' })]).toEqual([
      undefined,
      undefined,
    ]);
    expect(hostOf('https://x', { https_proxy: '', HTTPS_PROXY: 'b:1' })).toBe('b');
  });

  test('a CGI program ignores `HTTP_PROXY`, which a client can set', () => {
    expect(hostOf('http://x', { HTTP_PROXY: 'evil:1', REQUEST_METHOD: 'GET' })).toBe(undefined);
    expect(hostOf('http://x', { http_proxy: 'own:1', REQUEST_METHOD: 'GET' })).toBe('own');
  });

  const exempt: [string, string, boolean][] = [
    ['https://example.com', 'example.com', true],
    ['https://api.example.com', 'example.com', true],
    ['https://api.example.com', '.example.com', true],
    ['https://example.com', '*.example.com', true],
    ['https://notexample.com', 'example.com', false],
    ['https://EXAMPLE.com', 'a, Example.COM b', true],
    ['https://example.com:8443', 'example.com:8443', true],
    ['https://example.com', 'example.com:8443', false],
    ['https://example.com', 'example.com:443', true],
    ['https://127.0.0.1', '127.0.0.1', true],
    ['https://[::1]:3', '::1', true],
    ['https://[::1]:3', '[::1]:3', true],
    ['https://[::1]:3', '[::1]:4', false],
    ['https://example.com', '*', true],
    ['https://example.com', '', false],
  ];
  test.each(exempt)('%s with NO_PROXY=%s goes directly: %s', (url, list, isDirect) => {
    expect(hostOf(url, { HTTPS_PROXY: 'proxy:1', NO_PROXY: list })).toBe(isDirect ? undefined : 'proxy');
  });
});

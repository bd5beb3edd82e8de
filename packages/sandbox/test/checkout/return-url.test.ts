import { describe, expect, test } from 'vitest';
import { formTargets, returnTarget } from '../../src/checkout/return-url.ts';

describe('a return URL', () => {
  test.each([
    ['https://shop.example/ok?a=1#b', { kind: 'web', url: 'https://shop.example/ok?a=1#b' }],
    ['HTTP://127.0.0.1:3000', { kind: 'web', url: 'http://127.0.0.1:3000/' }],
    ['https://shop.example/\r\nset-cookie: a=b', { kind: 'web', url: 'https://shop.example/set-cookie:%20a=b' }],
    ['myshop://paid?order=1', { kind: 'app', url: 'myshop://paid?order=1' }],
  ])('%j leads somewhere', (url, target) => expect(returnTarget(url)).toEqual(target));

  test.each([
    'javascript:alert(1)',
    'JavaScript://%0aalert(1)',
    ' java\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript://a',
    'file:///etc/passwd',
    'blob:https://shop.example/1',
    'view-source:https://shop.example',
    'chrome://settings',
    'mailto:a@example.com',
    '/relative',
    '//shop.example',
    '',
    null,
    undefined,
  ])('%j leads nowhere', (url) => expect(returnTarget(url)).toBeUndefined());
});

describe('the targets of a form', () => {
  test('are the origins of web pages, once each', () => {
    const urls = ['https://a.example/1', 'https://a.example/2', 'http://b.example:81', 'app://c', null, undefined];
    expect(formTargets(urls)).toEqual(['https://a.example', 'http://b.example:81']);
  });

  test('are whole schemes where a policy cannot name the host', () => {
    expect(formTargets(['http://[::1]:3000/'])).toEqual(['http:']);
    for (const target of formTargets(["https://a;script-src'self'/", 'https://a,b/'])) expect(target).toBe('https:');
  });
});

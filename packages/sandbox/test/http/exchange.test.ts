import { describe, expect, test } from 'vitest';
import { firstHalf, incomingOf, partsOf, readBytes, responseOf, TooLarge } from '../../src/http/exchange.ts';

async function* chunks(count: number, read: { count: number } = { count: 0 }) {
  for (; read.count < count; read.count += 1) yield new Uint8Array(10).fill(read.count);
}

describe('bytes', () => {
  test('are those of all chunks', async () => {
    expect(await readBytes(chunks(3), null, 30)).toHaveLength(30);
    expect((await readBytes(chunks(3), null, 30))[29]).toBe(2);
    expect(await readBytes(chunks(1), '10', 30)).toHaveLength(10);
    expect(await readBytes(null, undefined, 0)).toHaveLength(0);
  });

  test('beyond the limit are not read', async () => {
    const read = { count: 0 };
    await expect(readBytes(chunks(1_000_000, read), null, 25)).rejects.toBeInstanceOf(TooLarge);
    expect(read.count).toBeLessThan(4);
  });

  test('that are announced beyond the limit are not read at all', async () => {
    const read = { count: 0 };
    await expect(readBytes(chunks(3, read), '31', 30)).rejects.toBeInstanceOf(TooLarge);
    expect(read.count).toBe(0);
  });
});

describe('a request', () => {
  test.each([
    ['http://localhost:4010/api/v2/a%2Fb?q=a?b#part', { host: 'localhost:4010', target: '/api/v2/a%2Fb?q=a?b' }],
    ['http://localhost', { host: 'localhost', target: '/' }],
    ['http://localhost?a=/b', { host: 'localhost', target: '/?a=/b' }],
    ['http://[::1]:80/', { host: '[::1]:80', target: '/' }],
    ['', { host: '', target: '/' }],
  ])('to %s has a host and a target', (url, parts) => {
    expect(partsOf(url)).toEqual(parts);
  });

  test('has the host of its URL, unless it says another one', () => {
    expect(incomingOf(new Request('http://localhost:1/x')).header('host')).toBe('localhost:1');
    expect(incomingOf(new Request('http://localhost:1/x', { headers: { host: 'evil' } })).header('host')).toBe('evil');
  });

  test('has its bytes, as far as the limit allows', async () => {
    const request = () => incomingOf(new Request('http://localhost', { method: 'POST', body: 'abc' }));
    expect(await request().bytes(3)).toEqual(new TextEncoder().encode('abc'));
    await expect(request().bytes(2)).rejects.toBeInstanceOf(TooLarge);
  });
});

describe('a response', () => {
  test('has status, reason, headers and body', async () => {
    const response = responseOf({ status: 201, reason: 'Made', headers: { a: 'b' }, body: '{}' });
    expect([response.status, response.statusText, response.headers.get('a')]).toEqual([201, 'Made', 'b']);
    expect(await response.text()).toBe('{}');
  });

  test('that is cut ends in the middle', async () => {
    const response = responseOf({ status: 200, headers: {}, body: '{"a":1}', breaks: 'cut' });
    const reader = response.body!.getReader();
    expect(new TextDecoder().decode((await reader.read()).value)).toBe('{"a');
    await expect(reader.read()).rejects.toThrow('terminated');
  });

  test('arrives by its first half', () => {
    expect(firstHalf('abcd')).toHaveLength(2);
    expect(firstHalf(new Uint8Array(1))).toHaveLength(1);
    expect(firstHalf('')).toHaveLength(0);
  });
});

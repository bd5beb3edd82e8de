import { PassThrough, Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { isBodyTaken, readTextUpTo } from '../../src/internal/read-body.ts';
import { bytes, streamedResponse } from './streamed-response.ts';

const chunked = { 'transfer-encoding': 'chunked' };

describe('readTextUpTo()', () => {
  test.each([
    ['of known size', { 'content-length': '4' }],
    ['of unknown size', chunked],
    ['that was compressed', { 'content-length': '4', 'content-encoding': 'gzip' }],
    ['without headers', {}],
  ] as [string, Record<string, string>][])('reads a body %s', async (_, headers) => {
    const { response } = streamedResponse([bytes('ä'), bytes('bc')], headers);
    expect(await readTextUpTo(response, 4)).toEqual({ text: 'äbc', truncated: false });
  });

  test('joins a character that is split between two chunks', async () => {
    const [first, second] = [bytes('ä').subarray(0, 1), bytes('ä').subarray(1)];
    const { response } = streamedResponse([first, second], chunked);
    expect(await readTextUpTo(response, 10)).toEqual({ text: 'ä', truncated: false });
  });

  test('marks an incomplete character at the end', async () => {
    const { response } = streamedResponse([bytes('ä').subarray(0, 1)], chunked);
    expect(await readTextUpTo(response, 10)).toEqual({ text: '\uFFFD', truncated: false });
  });

  test('stops at the limit, and does not fetch the rest', async () => {
    const { response, recorded } = streamedResponse([bytes('abc'), bytes('def'), bytes('ghi')], chunked);
    expect(await readTextUpTo(response, 4)).toEqual({ text: 'abcd', truncated: true });
    expect(recorded).toEqual({ cancelReason: 'without a reason', pulls: 2 });
  });

  test('reads a body that is exactly as large as the limit', async () => {
    const { response } = streamedResponse([bytes('abcd')], chunked);
    expect(await readTextUpTo(response, 4)).toEqual({ text: 'abcd', truncated: false });
  });

  test('stops at the limit if the response announces that it is larger', async () => {
    const { response, recorded } = streamedResponse([bytes('abc'), bytes('def')], { 'content-length': '6' });
    expect(await readTextUpTo(response, 4)).toEqual({ text: 'abcd', truncated: true });
    expect(recorded.cancelReason).toBeDefined();
  });

  test('returns an empty string if there is no body', async () => {
    expect(await readTextUpTo(new Response(null, { status: 204 }), 0)).toEqual({ text: '', truncated: false });
  });

  test('rejects if the body fails', async () => {
    const { response } = streamedResponse([bytes('abc'), new Error('cut')], chunked);
    await expect(readTextUpTo(response, 10)).rejects.toThrow('cut');
  });

  test('ignores that a body cannot be cancelled', async () => {
    const body = new ReadableStream({
      pull: (controller) => controller.enqueue(bytes('abcdef')),
      cancel: () => Promise.reject(new Error('no')),
    });
    const response = new Response(body, { headers: chunked });
    expect(await readTextUpTo(response, 3)).toEqual({ text: 'abc', truncated: true });
  });

  test.each([
    ['of known size', { 'content-length': '2' }],
    ['of unknown size', chunked],
  ] as [string, Record<string, string>][])('with `fatal` rejects a body %s that is not UTF-8', async (_, headers) => {
    const invalid = (): Response => streamedResponse([new Uint8Array([97, 255])], headers).response;
    await expect(readTextUpTo(invalid(), 10, { fatal: true })).rejects.toThrow(TypeError);
    expect(await readTextUpTo(invalid(), 10)).toEqual({ text: 'a\uFFFD', truncated: false });
  });

  test('with `fatal` reads a body that is UTF-8', async () => {
    const { response } = streamedResponse([bytes('ä')], { 'content-length': '2' });
    expect(await readTextUpTo(response, 10, { fatal: true })).toEqual({ text: 'ä', truncated: false });
  });

  /** A response as node-fetch makes it: its body is a stream of Node. */
  const nodeResponse = (body: Readable, headers = {}): Response =>
    ({ body, headers: new Headers(headers), text: () => Promise.reject(new Error('unused')) }) as unknown as Response;

  test.each([
    ['bytes', () => Readable.from([bytes('ä'), bytes('bc')])],
    ['strings', () => Readable.from(['ä', 'bc'])],
    ['split characters', () => Readable.from([bytes('ä').subarray(0, 1), bytes('ä').subarray(1), bytes('bc')])],
    ['nothing more', () => new PassThrough().end('äbc')],
  ])('reads a stream of Node that yields %s', async (_, stream) => {
    expect(await readTextUpTo(nodeResponse(stream()), 10)).toEqual({ text: 'äbc', truncated: false });
  });

  test('stops at the limit in a stream of Node that does not end, and destroys it', async () => {
    const endless = new Readable({ read: () => void endless.push('abcdef') });
    expect(await readTextUpTo(nodeResponse(endless), 9)).toEqual({ text: 'abcdefabc', truncated: true });
    expect(endless.destroyed).toBe(true);
  });

  test('rejects if a stream of Node fails', async () => {
    const failing = new Readable({ read: () => void failing.destroy(new Error('cut')) });
    await expect(readTextUpTo(nodeResponse(failing), 10)).rejects.toThrow('cut');
  });

  test('reads other bodies with text(), up to the limit', async () => {
    const other = (body: unknown): Response =>
      ({ body, headers: new Headers(), text: () => Promise.resolve('abcdef') }) as unknown as Response;
    for (const body of [undefined, null, 'abcdef', new Blob(['abcdef'])]) {
      expect(await readTextUpTo(other(body), 6)).toEqual({ text: 'abcdef', truncated: false });
      expect(await readTextUpTo(other(body), 4)).toEqual({ text: 'abcd', truncated: true });
    }
  });

  test('reads the body of a request', async () => {
    const request = new Request('https://shop.example/hook', { method: 'POST', body: 'abcdef' });
    expect(await readTextUpTo(request, 3)).toEqual({ text: 'abc', truncated: true });
  });
});

describe('isBodyTaken()', () => {
  test('is true once a body was read, or has a reader', async () => {
    const [read, locked] = [new Response('a'), new Response('a')];
    expect([read, locked, new Response(null)].map(isBodyTaken)).toEqual([false, false, false]);
    await read.text();
    locked.body!.getReader();
    expect([read, locked].map(isBodyTaken)).toEqual([true, true]);
  });
});

import { describe, expect, test } from 'vitest';
import { readTextUpTo } from '../../src/internal/read-body.ts';
import { guardedResponse } from '../../src/transport/guarded-response.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

/** A body of one chunk after the other, which remembers whether it was cancelled. */
function streaming(chunks: (Uint8Array | Error)[], headers: Record<string, string> = {}, init: ResponseInit = {}) {
  const seen = { cancelled: undefined as unknown, pulled: 0 };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const chunk = chunks[seen.pulled++];
        if (chunk instanceof Error) controller.error(chunk);
        else if (chunk) controller.enqueue(chunk);
        else controller.close();
      },
      cancel(reason) {
        seen.cancelled = reason ?? 'without a reason';
      },
    },
    { highWaterMark: 0 },
  );
  return { response: new Response(body, { headers, ...init }), seen };
}

describe('a body is read as text', () => {
  test.each([
    ['whose size is known', { 'content-length': '4' }],
    ['whose size is not known', { 'transfer-encoding': 'chunked' }],
    ['that was packed', { 'content-length': '4', 'content-encoding': 'gzip' }],
    ['of which nothing is known', {}],
  ] as [string, Record<string, string>][])('%s', async (_, headers) => {
    const { response } = streaming([bytes('ä'), bytes('bc')], headers);
    expect(await readTextUpTo(response, 4)).toEqual({ text: 'äbc', truncated: false });
  });

  test('with letters that are cut between two chunks', async () => {
    const [first, second] = [bytes('ä').subarray(0, 1), bytes('ä').subarray(1)];
    const { response } = streaming([first, second], { 'transfer-encoding': 'chunked' });
    expect(await readTextUpTo(response, 10)).toEqual({ text: 'ä', truncated: false });
  });

  test('with a mark where it ends within a letter', async () => {
    const { response } = streaming([bytes('ä').subarray(0, 1)], { 'transfer-encoding': 'chunked' });
    expect(await readTextUpTo(response, 10)).toEqual({ text: '\uFFFD', truncated: false });
  });

  test('up to the limit, and the rest is not fetched', async () => {
    const { response, seen } = streaming([bytes('abc'), bytes('def'), bytes('ghi')], {
      'transfer-encoding': 'chunked',
    });
    expect(await readTextUpTo(response, 4)).toEqual({ text: 'abcd', truncated: true });
    expect(seen).toEqual({ cancelled: 'without a reason', pulled: 2 });
  });

  test('exactly to the limit', async () => {
    const { response } = streaming([bytes('abcd')], { 'transfer-encoding': 'chunked' });
    expect(await readTextUpTo(response, 4)).toEqual({ text: 'abcd', truncated: false });
  });

  test('when it says that it is too large, too', async () => {
    const { response, seen } = streaming([bytes('abc'), bytes('def')], { 'content-length': '6' });
    expect(await readTextUpTo(response, 4)).toEqual({ text: 'abcd', truncated: true });
    expect(seen.cancelled).toBeDefined();
  });

  test('when there is none', async () => {
    expect(await readTextUpTo(new Response(null, { status: 204 }), 0)).toEqual({ text: '', truncated: false });
  });

  test('whose end fails, fails', async () => {
    const { response } = streaming([bytes('abc'), new Error('cut')], { 'transfer-encoding': 'chunked' });
    await expect(readTextUpTo(response, 10)).rejects.toThrow('cut');
  });

  test('and a body that cannot be cancelled harms nobody', async () => {
    const body = new ReadableStream({
      pull: (controller) => controller.enqueue(bytes('abcdef')),
      cancel: () => Promise.reject(new Error('no')),
    });
    const response = new Response(body, { headers: { 'transfer-encoding': 'chunked' } });
    expect(await readTextUpTo(response, 3)).toEqual({ text: 'abc', truncated: true });
  });
});

describe('a watched body', () => {
  const hold = <Value>(read: Promise<Value>): Promise<Value> => read;

  test('comes as it is, with status and headers, and tells its end once', async () => {
    let ended = 0;
    const { response } = streaming(
      [bytes('ab'), bytes('c')],
      {},
      { status: 206, statusText: 'Part', headers: { 'x-one': '1' } },
    );
    const seen = guardedResponse(response, hold, () => ended++);
    expect(ended).toBe(0);
    expect([seen.status, seen.statusText, seen.headers.get('x-one')]).toEqual([206, 'Part', '1']);
    expect(await seen.text()).toBe('abc');
    expect(ended).toBe(1);
  });

  test('is fetched only as far as it is read', async () => {
    const { response, seen } = streaming([bytes('a'), bytes('b'), bytes('c')]);
    const reader = guardedResponse(response, hold, () => undefined).body!.getReader();
    expect((await reader.read()).value).toEqual(bytes('a'));
    expect(seen.pulled).toBe(1);
  });

  test('tells its end when it fails, and fails', async () => {
    let ended = 0;
    const { response } = streaming([bytes('a'), new Error('cut')]);
    await expect(guardedResponse(response, hold, () => ended++).text()).rejects.toThrow('cut');
    expect(ended).toBe(1);
  });

  test('fails with what the watch says', async () => {
    const { response } = streaming([bytes('a')]);
    await expect(
      guardedResponse(
        response,
        () => Promise.reject(new Error('too late')),
        () => undefined,
      ).text(),
    ).rejects.toThrow('too late');
  });

  test('tells its end when it is left, and passes that on', async () => {
    let ended = 0;
    const { response, seen } = streaming([bytes('a'), bytes('b')]);
    await guardedResponse(response, hold, () => ended++).body!.cancel('enough');
    expect([ended, seen.cancelled]).toEqual([1, 'enough']);
  });

  test('that does not exist has ended', () => {
    let ended = 0;
    const response = new Response(null, { status: 204 });
    expect(guardedResponse(response, hold, () => ended++)).toBe(response);
    expect(ended).toBe(1);
  });
});

import { describe, expect, test } from 'vitest';
import { PendingCall } from '../../src/runtime/call.ts';

const response = new Response('{"id":1}', { status: 201 });
const pending = (seen: boolean[] = []) =>
  new PendingCall(async (raw) => {
    await undefined;
    const unread = raw();
    seen.push(unread);
    return { data: unread ? undefined : { id: 1 }, response };
  });
const failing = () => new PendingCall(() => Promise.reject(new Error('no')));

describe('PendingCall', () => {
  test('a call is a promise of the decoded result', async () => {
    await expect(pending()).resolves.toEqual({ id: 1 });
    await expect(Promise.all([pending(), 2])).resolves.toEqual([{ id: 1 }, 2]);
    await expect(pending().then((data) => data?.id)).resolves.toBe(1);
    expect(String(pending())).toBe('[object ApiCall]');
  });

  test('a call executes once, however many of its methods are used', async () => {
    const seen: boolean[] = [];
    const call = pending(seen);
    await Promise.all([call, call.withResponse(), call.finally(() => undefined)]);
    expect(seen).toEqual([false]);
  });

  test('withResponse() resolves with the result and the response', async () => {
    await expect(pending().withResponse()).resolves.toEqual({ data: { id: 1 }, response });
  });

  test('asResponse() leaves the body unread if it is called at once', async () => {
    const seen: boolean[] = [];
    const call = pending(seen);
    expect(await call.asResponse()).toBe(response);
    expect(await call.asResponse()).toBe(response);
    expect(seen).toEqual([true]);
  });

  test('asResponse() rejects with a TypeError if it is called too late', async () => {
    const call = pending();
    await call;
    await expect(call.asResponse()).rejects.toThrow(TypeError);
    await expect(call.asResponse()).rejects.toThrow('in the same expression as the call');
  });

  test('a failed call rejects in each of its methods', async () => {
    await expect(failing()).rejects.toThrow('no');
    await expect(failing().withResponse()).rejects.toThrow('no');
    await expect(failing().asResponse()).rejects.toThrow('no');
    await expect(failing().catch(String)).resolves.toBe('Error: no');
    await expect(failing().then(undefined, String)).resolves.toBe('Error: no');
    let ended = 0;
    await expect(failing().finally(() => ended++)).rejects.toThrow('no');
    await expect(pending().finally(() => ended++)).resolves.toEqual({ id: 1 });
    expect(ended).toBe(2);
  });
});

import { describe, expect, test } from 'vitest';
import { PendingCall } from '../src/call.ts';

const response = new Response('{"id":1}', { status: 201 });
const answering = (seen: boolean[] = []) =>
  new PendingCall(async (raw) => {
    await undefined;
    const unread = raw();
    seen.push(unread);
    return { data: unread ? undefined : { id: 1 }, response };
  });
const failing = () => new PendingCall(() => Promise.reject(new Error('no')));

describe('a call', () => {
  test('is a promise of the decoded answer', async () => {
    await expect(answering()).resolves.toEqual({ id: 1 });
    await expect(Promise.all([answering(), 2])).resolves.toEqual([{ id: 1 }, 2]);
    await expect(answering().then((data) => data?.id)).resolves.toBe(1);
    expect(String(answering())).toBe('[object Call]');
  });

  test('starts by itself, once, however often it is looked at', async () => {
    const seen: boolean[] = [];
    const call = answering(seen);
    await Promise.all([call, call.withResponse(), call.finally(() => undefined)]);
    expect(seen).toEqual([false]);
  });

  test('hands over the answer together with the response', async () => {
    await expect(answering().withResponse()).resolves.toEqual({ data: { id: 1 }, response });
  });

  test('leaves the body unread when it is asked for the response at once', async () => {
    const seen: boolean[] = [];
    const call = answering(seen);
    expect(await call.asResponse()).toBe(response);
    expect(await call.asResponse()).toBe(response);
    expect(seen).toEqual([true]);
  });

  test('says so when it is asked for the unread response too late', async () => {
    const call = answering();
    await call;
    await expect(call.asResponse()).rejects.toThrow(TypeError);
    await expect(call.asResponse()).rejects.toThrow('ask for it at once');
  });

  test('rejects in every way it is looked at', async () => {
    await expect(failing()).rejects.toThrow('no');
    await expect(failing().withResponse()).rejects.toThrow('no');
    await expect(failing().asResponse()).rejects.toThrow('no');
    await expect(failing().catch(String)).resolves.toBe('Error: no');
    await expect(failing().then(undefined, String)).resolves.toBe('Error: no');
    let ended = 0;
    await expect(failing().finally(() => ended++)).rejects.toThrow('no');
    await expect(answering().finally(() => ended++)).resolves.toEqual({ id: 1 });
    expect(ended).toBe(2);
  });
});

import { Readable } from 'node:stream';
import { describe, expect, test, vi } from 'vitest';
import { guardedResponse } from '../../src/transport/guarded-response.ts';
import { bytes, streamedResponse } from '../internal/streamed-response.ts';

const race = <Value>(read: Promise<Value>): Promise<Value> => read;

describe('guardedResponse()', () => {
  test('passes on body, status and headers, and reports the end once', async () => {
    const onEnd = vi.fn();
    const { response } = streamedResponse(
      [bytes('ab'), bytes('c')],
      {},
      { status: 206, statusText: 'Part', headers: { 'x-one': '1' } },
    );
    const guarded = guardedResponse(response, race, onEnd);
    expect(onEnd).not.toHaveBeenCalled();
    expect([guarded.status, guarded.statusText, guarded.headers.get('x-one')]).toEqual([206, 'Part', '1']);
    expect(await guarded.text()).toBe('abc');
    expect(onEnd).toHaveBeenCalledOnce();
  });

  test('fetches the body only as far as it is read', async () => {
    const { response, recorded } = streamedResponse([bytes('a'), bytes('b'), bytes('c')]);
    const reader = guardedResponse(response, race, () => undefined).body!.getReader();
    expect((await reader.read()).value).toEqual(bytes('a'));
    expect(recorded.pulls).toBe(1);
  });

  test('fails and reports the end when the body fails', async () => {
    const onEnd = vi.fn();
    const { response } = streamedResponse([bytes('a'), new Error('cut')]);
    await expect(guardedResponse(response, race, onEnd).text()).rejects.toThrow('cut');
    expect(onEnd).toHaveBeenCalledOnce();
  });

  test('fails with the rejection of `race`', async () => {
    const onEnd = vi.fn();
    const { response } = streamedResponse([bytes('a')]);
    const tooLate = (): Promise<never> => Promise.reject(new Error('too late'));
    await expect(guardedResponse(response, tooLate, onEnd).text()).rejects.toThrow('too late');
    expect(onEnd).toHaveBeenCalledOnce();
  });

  test('cancels the body and reports the end when it is cancelled', async () => {
    const onEnd = vi.fn();
    const { response, recorded } = streamedResponse([bytes('a'), bytes('b')]);
    await guardedResponse(response, race, onEnd).body!.cancel('enough');
    expect(onEnd).toHaveBeenCalledOnce();
    expect(recorded.cancelReason).toBe('enough');
  });

  test('passes on the body of a response whose body is a stream of Node, and destroys it when it is cancelled', async () => {
    const nodeResponse = (body: Readable): Response =>
      ({ body, status: 200, statusText: 'OK', headers: new Headers({ 'x-one': '1' }) }) as unknown as Response;
    const guarded = guardedResponse(nodeResponse(Readable.from([bytes('ab'), bytes('c')])), race, () => undefined);
    expect(guarded.headers.get('x-one')).toBe('1');
    expect(await guarded.text()).toBe('abc');
    const endless = new Readable({ read: () => void endless.push(bytes('a')) });
    await guardedResponse(nodeResponse(endless), race, () => undefined).body!.cancel();
    expect(endless.destroyed).toBe(true);
  });

  test('returns a response whose body is taken unchanged, and reports the end at once', () => {
    const onEnd = vi.fn();
    const response = new Response('a', { status: 201 });
    response.body!.getReader();
    expect(guardedResponse(response, race, onEnd)).toBe(response);
    expect(onEnd).toHaveBeenCalledOnce();
  });

  test('returns status 204 unchanged even if it has a stream, as in node-fetch', () => {
    const response = { body: Readable.from([]), status: 204, headers: new Headers() } as unknown as Response;
    expect(guardedResponse(response, race, () => undefined)).toBe(response);
  });

  test('returns a response without a body unchanged, and reports the end at once', () => {
    const onEnd = vi.fn();
    const response = new Response(null, { status: 204 });
    expect(guardedResponse(response, race, onEnd)).toBe(response);
    expect(onEnd).toHaveBeenCalledOnce();
  });
});

import { describe, expect, test } from 'vitest';
import { readPushBody } from '../../src/pushes/read-push-body.ts';
import { createReceiver, paymentChanged, pushRequest, pushUrl } from './push-receiver.ts';

describe('readPushBody()', () => {
  test('readPushBody() returns the text, of any content type', async () => {
    const request = pushRequest('{"a":"ä"}', pushUrl, { headers: { 'content-type': 'text/plain' } });
    expect(await readPushBody(request, 100)).toBe('{"a":"ä"}');
    expect(await readPushBody(new Request(pushUrl, { method: 'POST' }), 100)).toBe('');
  });

  test('readPushBody() counts bytes, not characters', async () => {
    expect(await readPushBody(pushRequest('ää'), 4)).toBe('ää');
    await expect(readPushBody(pushRequest('ää'), 3)).rejects.toMatchObject({
      name: 'PushError',
      reason: 'too-large',
      message: 'The body of the push is larger than 3 bytes.',
    });
  });

  test('readPushBody() rejects a body that is not UTF-8 as malformed, with the cause', async () => {
    const request = pushRequest('', pushUrl, { body: Uint8Array.of(0xff) });
    await expect(readPushBody(request, 100)).rejects.toMatchObject({
      reason: 'malformed',
      message: 'The body of the push is truncated, or not UTF-8.',
      cause: { name: 'TypeError' },
    });
  });
});

describe('the body of a push', () => {
  test('a push without a body, or with bytes that are not UTF-8, is rejected with 400', async () => {
    const { handle } = createReceiver();
    await expect(handle(new Request(pushUrl, { method: 'POST' }))).resolves.toHaveProperty('status', 400);
    const body = Uint8Array.from(JSON.stringify(paymentChanged('PCI_?')), (char) =>
      char === '?' ? 0xff : char.charCodeAt(0),
    );
    await expect(handle(pushRequest('', pushUrl, { body }))).resolves.toHaveProperty('status', 400);
  });

  test('a truncated push is rejected with 400', async () => {
    const { handle, failures } = createReceiver();
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('{"object":')),
      pull: (controller) => controller.error(new Error('connection reset')),
    });
    const request = pushRequest('', pushUrl, { body, duplex: 'half' } as RequestInit);
    await expect(handle(request)).resolves.toHaveProperty('status', 400);
    expect(failures).toEqual([]);
  });

  test('a push whose Content-Length is too large is rejected with 413, and its body is not read', async () => {
    const { handle, rejections } = createReceiver();
    const request = pushRequest(paymentChanged(), pushUrl, { headers: { 'content-length': '65537' } });
    await expect(handle(request)).resolves.toHaveProperty('status', 413);
    expect(request.bodyUsed).toBe(false);
    expect(rejections).toMatchObject([{ reason: 'too-large' }]);
  });

  test('a push that is too large is rejected with 413, and not read beyond the limit', async () => {
    const { handle } = createReceiver();
    let [sent, cancelled] = [0, false];
    const body = new ReadableStream(
      {
        pull(controller) {
          sent += 1024;
          controller.enqueue(new Uint8Array(1024).fill(0x20));
        },
        cancel: () => void (cancelled = true),
      },
      { highWaterMark: 0 },
    );
    const request = pushRequest('', pushUrl, { body, duplex: 'half' } as RequestInit);
    await expect(handle(request)).resolves.toHaveProperty('status', 413);
    expect(cancelled).toBe(true);
    expect(sent).toBeLessThanOrEqual(65_536 + 2 * 1024);
  });

  test('a push with exactly `maxBodyBytes` bytes is accepted', async () => {
    const text = JSON.stringify(paymentChanged()).padEnd(1000);
    await expect(createReceiver({ maxBodyBytes: 1000 }).handle(pushRequest(text))).resolves.toHaveProperty(
      'status',
      200,
    );
    await expect(createReceiver({ maxBodyBytes: 999 }).handle(pushRequest(text))).resolves.toHaveProperty(
      'status',
      413,
    );
  });
});

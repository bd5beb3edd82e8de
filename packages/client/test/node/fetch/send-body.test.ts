import { describe, expect, test } from 'vitest';
import { send, server, stream } from './every-transport.ts';

describe('a stream as a body', () => {
  test.each([
    ['shorter', '4'],
    ['longer', '2'],
  ])('a stream that is %s than announced fails, and the server gets no whole request', async (_, length) => {
    const init = { method: 'POST', body: stream('a', 'bc'), headers: { 'content-length': length }, duplex: 'half' };
    await expect(send(server.origin, init as RequestInit)).rejects.toThrow('fetch failed');
    expect(server.requests).toEqual([]);
  });

  test('the failure of a stream is the cause', async () => {
    const cause = new Error('the disk is gone');
    const body = new ReadableStream({ pull: (controller) => controller.error(cause) });
    await expect(send(server.origin, { method: 'POST', body, duplex: 'half' } as RequestInit)).rejects.toMatchObject({
      cause,
    });
    expect(server.requests).toEqual([]);
  });
});

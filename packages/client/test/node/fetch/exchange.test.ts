import { getEventListeners } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CountingServer, until } from './counting-server.ts';
import { OWN_TRANSPORTS, type OwnTransport } from './own-transports.ts';

let server: CountingServer;
let own: OwnTransport;
let send: OwnTransport['send'];
afterEach(async () => {
  await own.close();
  await server.close();
});

const reason = { any: 'value' };
const pieces = (response: ServerResponse): void => void response.write('{"id":');

describe.each(OWN_TRANSPORTS)(
  '$name: an abort rejects with its reason, ends the connection and leaves no listener',
  ({ name, create }) => {
    beforeEach(async () => {
      server = await new CountingServer().listen();
      own = create();
      ({ send } = own);
    });
    const moments: Record<string, (signal: AbortSignal) => Promise<unknown>> = {
      'before the call': (signal) => send(server.origin, { signal }),
      'while the request is sent': (signal) => {
        const body = new ReadableStream({
          pull: async (controller) => {
            await new Promise((resolve) => setTimeout(resolve, 1));
            controller.enqueue(new Uint8Array(10));
          },
        });
        return send(server.origin, { method: 'POST', body, duplex: 'half', signal } as RequestInit);
      },
      'before the headers': (signal) => {
        server.respond = () => undefined;
        return send(server.origin, { signal });
      },
      'while the body is read as a whole': async (signal) => {
        server.respond = (_, __, response) => pieces(response);
        return (await send(server.origin, { signal })).text();
      },
      'while the body is read in chunks': async (signal) => {
        server.respond = (_, __, response) => pieces(response);
        const reader = (await send(server.origin, { signal })).body!.getReader();
        while (!(await reader.read()).done);
      },
      'while a compressed body is read': async (signal) => {
        server.respond = (_, __, response) =>
          void response.writeHead(200, { 'content-encoding': 'gzip' }).write(gzipSync('x'.repeat(1e5)).subarray(0, 50));
        return (await send(server.origin, { signal })).text();
      },
      'while the body is not read': async (signal) => {
        server.respond = (_, __, response) => void response.write(Buffer.alloc(1e6));
        const response = await send(server.origin, { signal });
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
        return response.text();
      },
    };
    test.each(Object.entries(moments))('%s', async (moment, call) => {
      const controller = new AbortController();
      const isEarly = moment === 'before the call';
      if (isEarly) controller.abort(reason);
      const called = call(controller.signal).catch((error: unknown) => error);
      let first: Socket | undefined;
      if (!isEarly) {
        await until(() => server.connections === 1);
        [first] = server.sockets;
        setTimeout(() => controller.abort(reason), 40);
      }
      const result = await called;
      expect(result).toBe(reason);
      expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
      await until(() => isEarly || first!.destroyed);
      expect(server.requests.length).toBeLessThanOrEqual(isEarly ? 0 : 1);
      // undici 7 opens another connection after an abort (nodejs/undici#5845), and sends nothing over it.
      const most = name === 'nodeFetch' ? 1 : 2;
      expect(server.connections).toBeLessThanOrEqual(isEarly ? 0 : most);
    });

    test('a signal has one listener while a response is read, and none after it', async () => {
      const { signal } = new AbortController();
      const response = await send(server.origin, { signal });
      await response.text();
      expect(getEventListeners(signal, 'abort')).toEqual([]);
      server.respond = (_, __, stalled) => pieces(stalled);
      const open = await send(server.origin, { signal });
      expect(getEventListeners(signal, 'abort')).toHaveLength(1);
      await open.body!.cancel();
      expect(getEventListeners(signal, 'abort')).toEqual([]);
    });

    test('100 calls with one signal cause no warning', async () => {
      const warnings: string[] = [];
      const record = ({ message }: Error): void => void warnings.push(message);
      process.on('warning', record);
      const { signal } = new AbortController();
      await Promise.all(Array.from({ length: 100 }, async () => (await send(server.origin, { signal })).text()));
      await new Promise((resolve) => setImmediate(resolve));
      process.off('warning', record);
      expect(warnings).toEqual([]);
    });
  },
);

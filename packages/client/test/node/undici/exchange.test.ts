import { getEventListeners } from 'node:events';
import { gzipSync } from 'node:zlib';
import { Agent, interceptors, ProxyAgent } from 'undici';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { provesUnsent } from '../../../src/errors/unsent.ts';
import { undiciFetch } from '../../../src/node/index.ts';
import { CountingServer, until } from '../fetch/counting-server.ts';

let server: CountingServer;
let agent: Agent;
let send: ReturnType<typeof undiciFetch>;
beforeEach(async () => {
  server = await new CountingServer().listen();
  agent = new Agent({ connections: 1 });
  send = undiciFetch(agent);
});
afterEach(async () => {
  await agent.destroy();
  await server.close();
});

const failureOf = (call: Promise<unknown>): Promise<Error> =>
  call.then(
    () => expect.fail('The call succeeded.'),
    (error: unknown) => error as Error,
  );

test('a call that is aborted while it waits for a connection is not sent', async () => {
  let finish!: () => void;
  server.respond = (_, __, response) => void (finish = () => response.end('first'));
  const first = send(`${server.origin}/first`);
  await until(() => server.requests.length === 1);
  const controller = new AbortController();
  const second = failureOf(send(`${server.origin}/second`, { method: 'POST', body: '{}', signal: controller.signal }));
  controller.abort('too late');
  expect(await second).toBe('too late');
  expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  finish();
  expect(await (await first).text()).toBe('first');
  server.respond = (_, __, response) => void response.end('third');
  expect(await (await send(`${server.origin}/third`)).text()).toBe('third');
  expect(server.requests.map(({ url }) => url)).toEqual(['/first', '/third']);
});

test('a response that announces another one is not the response', async () => {
  server.respond = (_, __, response) => {
    response.writeEarlyHints({ link: '</style.css>; rel=preload' });
    response.end('the response');
  };
  const response = await send(server.origin);
  expect([response.status, response.headers.get('link'), await response.text()]).toEqual([200, null, 'the response']);
});

test('a closed dispatcher proves that nothing was sent', async () => {
  await agent.close();
  const failure = await failureOf(send(server.origin, { method: 'POST', body: '{}' }));
  expect(failure).toMatchObject({ name: 'TypeError', message: 'fetch failed' });
  expect(provesUnsent(failure)).toBe(true);
});

describe('a request is sent once', () => {
  test('when undici starts it again, as after a rejection over HTTP/2', async () => {
    const aborted: number[] = [];
    type Handler = { onRequestStart(controller: object): void };
    const again = {
      dispatch: (_: object, handler: Handler) => {
        for (const start of [1, 2]) handler.onRequestStart({ abort: () => aborted.push(start) });
      },
    };
    const { signal } = new AbortController();
    const failure = await failureOf(undiciFetch(again)(server.origin, { method: 'POST', body: '{}', signal }));
    expect(failure).toMatchObject({ name: 'TypeError', message: 'fetch failed' });
    // It had been sent.
    expect(provesUnsent(failure)).toBe(false);
    expect(aborted).toEqual([2]);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  describe('over the interceptor `retry`', () => {
    let once: typeof send;
    beforeEach(() => {
      once = undiciFetch(agent.compose(interceptors.retry({ minTimeout: 1 })));
    });

    test('after a status', async () => {
      server.respond = (_, __, response) => void response.writeHead(503).end();
      expect((await once(server.origin, { method: 'PUT', body: '{}' })).status).toBe(503);
      expect(server.requests).toHaveLength(1);
    });

    test('when the connection breaks in a body', async () => {
      server.respond = (_, { socket }, response) => {
        response.writeHead(200, { 'content-length': 100 }).write('a part', () => setTimeout(() => socket.destroy(), 5));
      };
      const response = await once(server.origin, { method: 'PUT', body: '{}' });
      expect(await failureOf(response.text())).toMatchObject({ message: 'terminated' });
      expect(server.requests).toHaveLength(1);
    });
  });
});

test('a dispatcher that is destroyed does not prove that what it has sent was not', async () => {
  server.respond = () => undefined;
  const post = (): Promise<Error> => failureOf(send(server.origin, { method: 'POST', body: '{}' }));
  const sent = post();
  await until(() => server.requests.length === 1);
  const waiting = post();
  await new Promise((resolve) => setTimeout(resolve, 20));
  // Both get one error from undici, those that wait get it first.
  await agent.destroy();
  expect(provesUnsent(await waiting)).toBe(true);
  expect(provesUnsent(await sent)).toBe(false);
});

test('a connection that cannot be opened again does not prove that the request was not sent before', async () => {
  const closed = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', syscall: 'connect' });
  type Handler = { onRequestStart(controller: object): void; onResponseError(_: object, failure: Error): void };
  const retrying = {
    dispatch: (_: object, handler: Handler) => {
      handler.onRequestStart({ abort: () => undefined });
      handler.onResponseError({}, closed);
    },
  };
  const failure = await failureOf(undiciFetch(retrying)(server.origin, { method: 'POST', body: '{}' }));
  expect(provesUnsent(failure)).toBe(false);
  expect(failure.cause).toMatchObject({ code: 'ERR_MAYBE_SENT', cause: closed });
});

test('the failure of a request that was started is another object than that of undici, which may have announced it as one of a connection', async () => {
  const reset = Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' });
  type Handler = {
    onRequestStart(controller: object): void;
    onResponseStart(controller: object, status: number, headers: object): void;
    onResponseError(_: object, failure: Error): void;
  };
  for (const isAnswered of [false, true]) {
    const failing = {
      dispatch: (_: object, handler: Handler) => {
        const controller = { abort: () => undefined };
        handler.onRequestStart(controller);
        if (isAnswered) handler.onResponseStart(controller, 200, {});
        handler.onResponseError(controller, reset);
      },
    };
    const call = undiciFetch(failing)(server.origin, { method: 'POST', body: '{}' }).then((one) => one.text());
    const { cause } = await failureOf(call);
    expect(cause).not.toBe(reset);
    expect(cause).toMatchObject({ code: 'UND_ERR_SOCKET', message: 'other side closed', cause: reset });
  }
});

test('a proxy that asks for a password fails the call, and not the process', async () => {
  server.respond = (_, __, response) => void response.writeHead(407, { 'content-length': 0 }).end();
  const proxy = new ProxyAgent({ uri: server.origin, proxyTunnel: false });
  const failure = await failureOf(undiciFetch(proxy)('http://example.invalid/', { method: 'POST', body: '{}' }));
  expect(failure.cause).toMatchObject({ message: expect.stringContaining('407') as string });
  // An exception after that would be an error of the whole run.
  await new Promise((resolve) => setTimeout(resolve, 20));
  await proxy.destroy();
});

test('what an interceptor attaches of a response is not in the failure', async () => {
  server.respond = (_, __, response) =>
    void response.writeHead(400, { 'set-cookie': 'secret=1', 'content-type': 'application/json' }).end('{"secret":1}');
  const failing = undiciFetch(agent.compose(interceptors.responseError()));
  const failure = await failureOf(failing(server.origin));
  expect(failure.message).toBe('fetch failed');
  expect(JSON.stringify(failure.cause)).not.toContain('secret');
});

test('what a dispatcher throws is the cause', async () => {
  const cause = new Error('a rule of its own');
  const strict = {
    dispatch: () => {
      throw cause;
    },
  };
  const failure = await failureOf(undiciFetch(strict)(server.origin));
  expect(failure).toMatchObject({ message: 'fetch failed', cause: { cause } });
});

test('a stream that fails without a reason ends its call', async () => {
  const body = new ReadableStream({
    pull: (controller) => {
      controller.enqueue(new Uint8Array(10));
      controller.error();
    },
  });
  const init = { method: 'POST', body, duplex: 'half' } as RequestInit;
  expect(await failureOf(send(server.origin, init))).toMatchObject({ message: 'fetch failed' });
  expect(server.requests).toEqual([]);
});

test('a dispatcher of an older undici is named as the cause', async () => {
  const cause = new Error('invalid onError method');
  const old = {
    dispatch: () => {
      throw cause;
    },
  };
  await expect(undiciFetch(old)(server.origin)).rejects.toMatchObject({
    message: expect.stringContaining('undici 7') as string,
    cause,
  });
});

describe('a body that is not read does not fill the memory', () => {
  const BYTES = 64 * 1024 * 1024;
  test.each(['identity', 'gzip'])('%s', async (coding) => {
    let sent = 0;
    // Of zeros, one byte of gzip is a thousand: stored blocks keep both codings alike.
    const chunk = coding === 'gzip' ? gzipSync(Buffer.alloc(1 << 20), { level: 0 }) : Buffer.alloc(1 << 20);
    server.respond = (_, __, response) => {
      response.writeHead(200, coding === 'gzip' ? { 'content-encoding': 'gzip' } : {});
      const more = (): void => {
        while (sent < BYTES) {
          sent += chunk.length;
          if (!response.write(chunk)) return void response.once('drain', more);
        }
        response.end();
      };
      more();
    };
    const response = await send(server.origin);
    let before = -1;
    while (before !== sent) {
      before = sent;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    expect(sent).toBeLessThan(BYTES / 2);
    let read = 0;
    for await (const part of response.body!) read += part.length;
    expect(read).toBeGreaterThanOrEqual(BYTES);
  });
});

test('a stream whose request ends early is cancelled', async () => {
  let wasCancelled = false;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      controller.enqueue(new Uint8Array(10));
      return new Promise((resolve) => setTimeout(resolve, 5));
    },
    cancel: () => void (wasCancelled = true),
  });
  const controller = new AbortController();
  const call = failureOf(
    send(server.origin, { method: 'POST', body, duplex: 'half', signal: controller.signal } as RequestInit),
  );
  await until(() => server.connections === 1);
  controller.abort('enough');
  expect(await call).toBe('enough');
  await until(() => wasCancelled);
});

test('a stream of another length than announced fails, and the server gets no whole request', async () => {
  const body = new Blob(['four']).stream();
  const init = { method: 'POST', body, duplex: 'half', headers: { 'content-length': '5' } } as RequestInit;
  expect(await failureOf(send(server.origin, init))).toMatchObject({ message: 'fetch failed' });
  expect(server.requests).toEqual([]);
});

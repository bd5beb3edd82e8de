import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nodeFetch, type NodeFetch, type NodeFetchOptions } from '../../../src/node/index.ts';
import { CountingServer, until } from './counting-server.ts';

const open: { close(): unknown }[] = [];
const keep = <Closable extends { close(): unknown }>(one: Closable): Closable => {
  open.push(one);
  return one;
};
const transport = (options: NodeFetchOptions = {}): NodeFetch => keep(nodeFetch({ proxy: false, ...options }));

let server: CountingServer;
beforeEach(async () => {
  server = keep(await new CountingServer().listen());
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

describe('a transport is closed', () => {
  test('close() closes idle connections at once, and others after their response', async () => {
    const send = transport();
    await Promise.all([send(server.origin), send(server.origin)].map(async (response) => (await response).text()));
    let finish!: () => void;
    server.respond = (_, __, response) => void (finish = () => response.end('{"late":true}'));
    const late = send(server.origin);
    await until(() => server.requests.length === 3);
    expect(server.sockets.size).toBe(2);
    send.close();
    await until(() => server.sockets.size === 1);
    finish();
    expect(await (await late).json()).toEqual({ late: true });
    await until(() => server.sockets.size === 0);
    server.respond = (_, __, response) => void response.end('{}');
    await (await send(server.origin)).text();
    await until(() => server.sockets.size === 0);
  });

  test('`using` closes a transport', async () => {
    const send = transport();
    await (await send(server.origin)).text();
    send[Symbol.dispose]();
    await until(() => server.sockets.size === 0);
    const other = transport();
    await (await other(server.origin)).text();
    await other[Symbol.asyncDispose]();
    await until(() => server.sockets.size === 0);
    expect(server.connections).toBe(2);
  });
});

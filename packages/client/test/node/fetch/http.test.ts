import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const { getBuiltinModule } = process;
const server = createServer((_, response) => response.end('true'));

beforeEach(async () => {
  vi.resetModules();
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterEach(async () => {
  process.getBuiltinModule = getBuiltinModule;
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const sendOne = async (): Promise<unknown> => {
  const { nodeFetch } = await import('../../../src/node/index.ts');
  const { port } = server.address() as AddressInfo;
  return (await nodeFetch({ proxy: false })(`http://127.0.0.1:${port}/`)).json();
};

test('`node:http` is loaded by the first request, not by the import', async () => {
  const load = vi.fn(getBuiltinModule);
  process.getBuiltinModule = load as typeof getBuiltinModule;
  await import('../../../src/node/index.ts');
  expect(load).not.toHaveBeenCalledWith('node:http');
  expect(await sendOne()).toBe(true);
  expect(load).toHaveBeenCalledWith('node:http');
});

test('`node:http` is imported where Node has no other way', async () => {
  process.getBuiltinModule = undefined as unknown as typeof getBuiltinModule;
  expect(await sendOne()).toBe(true);
});

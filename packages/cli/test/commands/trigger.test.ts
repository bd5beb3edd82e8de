import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { useServer } from '../sandbox.ts';
import { run } from '../terminal.ts';

const server = useServer();
const pushed: string[] = [];
const receiver = createServer(async (request, response) => {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  pushed.push((JSON.parse(text) as { id: string }).id);
  response.end();
});
beforeAll(() => new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve)));
afterAll(() => receiver.close());

const go = async (...args: string[]) => run(args, { env: server.env });
const json = async (...args: string[]): Promise<never> => JSON.parse((await go(...args, '--json')).stdout) as never;
const until = async (isTrue: () => boolean): Promise<void> => {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 10));
};

test('a payer pays, the bank charges back, and a push is sent again', async () => {
  const { port } = receiver.address() as AddressInfo;
  const body = {
    contract: { id: 'GCR_2K8NXW4PR7M1Q5T9V3Y6Z0B2D4F8H1' },
    basket_info: { sum: 1995, currency: 'EUR' },
    payment_context: { auto_capture: true },
    application_context: { return_urls: { url_push: `http://127.0.0.1:${port}/pushes` } },
  };
  const { id } = await json('smart', 'transactions', 'create', '-d', JSON.stringify(body));
  expect(await go('trigger', id, 'approve')).toMatchObject({
    code: 0,
    stdout: `approve has happened to ${id as string}.\n`,
  });
  const { transactions } = (await json('smart', 'transactions', 'get', id)) as { transactions: { id: string }[] };
  expect(await go('trigger', transactions[0]!.id, 'charge-back')).toMatchObject({ code: 0 });
  await until(() => pushed.length > 0);
  const [event] = pushed;
  const before = pushed.filter((one) => one === event).length;
  expect(await go('replay', event!)).toMatchObject({ code: 0 });
  await until(() => pushed.filter((one) => one === event).length > before);
  expect((await go('trigger', transactions[0]!.id, 'charge-back')).stderr).toContain('The sandbox rejects this');
});

test('what is not a sandbox, or not an event, is rejected', async () => {
  expect(await run(['replay', 'evt_1', '--environment', 'testing'])).toMatchObject({ code: 2 });
  expect(await go('trigger', 'STX_1', 'fly')).toMatchObject({ code: 2 });
  expect(await go('trigger', 'X_1', 'approve')).toMatchObject({ code: 2 });
  expect(await go('replay', 'evt_none')).toMatchObject({ code: 1 });
  expect(await run(['replay', 'evt_1', '--base-url', 'http://127.0.0.1:1/api/v2'])).toMatchObject({ code: 4 });
});

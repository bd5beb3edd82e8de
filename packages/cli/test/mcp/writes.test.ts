import type { ElicitResult } from '@modelcontextprotocol/sdk/types.js';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { useServer } from '../sandbox.ts';
import { connect } from './connect.ts';

const server = useServer();
const body = { basket_info: { sum: 1995, currency: 'EUR' } };

describe('on a sandbox', () => {
  test('a write is done, without a question', async () => {
    const { call, end } = await connect(['--allow-writes'], { env: server.env });
    const { value } = await call('run_write_operation', {
      operation: 'smart.transactions.create',
      arguments: { body, fields: ['status'] },
    });
    expect(value).toEqual({
      outcome: 'done',
      result: { id: expect.stringMatching(/^STX_/) as unknown, status: 'created' },
    });
    expect(await end()).toBe(0);
  });

  test('a write is no read, and the other way round', async () => {
    const { call, end } = await connect(['--allow-writes'], { env: server.env });
    const before = server.sandbox.control.requests.list().length;
    const asRead = await call('run_read_operation', { operation: 'smart.transactions.create', arguments: { body } });
    expect(asRead.text).toContain('changes data');
    expect((await call('run_write_operation', { operation: 'smart.transactions.list' })).text).toContain('only reads');
    expect(server.sandbox.control.requests.list()).toHaveLength(before);
    await end();
  });

  test('without --allow-writes, there is no way to write', async () => {
    const { call, end } = await connect([], { env: server.env });
    const before = server.sandbox.control.requests.list().length;
    await expect(call('run_write_operation', {})).rejects.toThrow('There is no tool');
    await call('run_read_operation', { operation: 'smart.transactions.create', arguments: { body } });
    expect(server.sandbox.control.requests.list()).toHaveLength(before);
    await end();
  });

  test('a write that the API rejects is not done, with what the API says', async () => {
    const { call, end } = await connect(['--resources', 'smart.transactions', '--allow-writes'], { env: server.env });
    const { isError, value } = await call('smart_transactions_abort', { smartTransactionId: 'STX_NONE' });
    expect(isError).toBe(true);
    expect(value).toMatchObject({ outcome: 'not-done', error: { status: 404, operation: 'smart.transactions.abort' } });
    await end();
  });

  test('a write whose response is lost is unknown, with what to read and the key to send it again', async () => {
    const { call, end, output } = await connect(['--resources', 'smart.transactions', '--allow-writes'], {
      env: server.env,
    });
    server.sandbox.control.faults.add({ kind: 'drop-after-commit', operation: 'smart.transactions.create' });
    const { isError, value } = await call('smart_transactions_create', { body });
    server.sandbox.control.faults.clear();
    expect(isError).toBe(true);
    expect(value).toMatchObject({
      outcome: 'unknown',
      look: { operation: 'smart.transactions.list', arguments: { sort: 'created:desc' } },
      idempotency_key: expect.any(String) as unknown,
    });
    expect(output().stderr).toContain('smart.transactions.create: unknown.');
    const [created] = server.sandbox.control.requests.list().slice(-1);
    const again = await call('smart_transactions_create', { body, idempotency_key: value['idempotency_key'] });
    expect(again.value).toMatchObject({ outcome: 'done' });
    expect(created).toBeDefined();
    const list = await call('smart_transactions_list', {
      fields: ['id'],
      q: `id:${(again.value.result as unknown as { id: string }).id}`,
    });
    expect(list.value).toMatchObject({ result: { count: 1 } });
    await end();
  });
});

describe('a call that is cancelled', () => {
  test('is aborted; its outcome is in the log, and in the next result', async () => {
    const { call, end, output } = await connect(['--resources', 'smart.transactions', '--allow-writes'], {
      env: server.env,
    });
    server.sandbox.control.faults.add({ kind: 'latency', delay: 600_000, operation: 'smart.transactions.create' });
    const controller = new AbortController();
    const cancelled = call('smart_transactions_create', { body }, { signal: controller.signal });
    const count = server.sandbox.control.requests.list().length;
    await vi.waitFor(() => expect(server.sandbox.control.requests.list().length).toBeGreaterThan(count), 20_000);
    controller.abort();
    await expect(cancelled).rejects.toThrow('aborted');
    server.sandbox.control.faults.clear();
    await vi.waitFor(
      () => expect(output().stderr).toContain('The cancelled call of smart.transactions.create: unknown.'),
      20_000,
    );
    const next = await call('smart_transactions_list', { fields: ['id'] });
    expect(next.notices).toEqual([expect.stringContaining('smart.transactions.create: unknown.')]);
    expect((await call('smart_transactions_list', { fields: ['id'] })).notices).toBeUndefined();
    await end();
  });
});

describe('on production', () => {
  const sent: string[] = [];
  const bodies: unknown[] = [];
  beforeEach(() => {
    sent.length = bodies.length = 0;
    vi.stubGlobal('fetch', async (url: string | URL, init?: RequestInit) => {
      sent.push(`${init?.method ?? 'GET'} ${String(url)}`);
      bodies.push(await new Response(init?.body ?? 'null').json());
      return Response.json({ id: 'STX_1', count: 0, data: [] });
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  const env = { SECUCONNECT_ENVIRONMENT: 'production', SECUCONNECT_TOKEN: 'test-token-0123' };
  const create = async (onAsk?: (message: string) => Promise<ElicitResult>, given: object = body) => {
    const { call, end } = await connect(['--resources', 'smart.transactions', '--allow-writes'], {
      env,
      ...(onAsk && { onAsk }),
    });
    const answer = await call('smart_transactions_create', { body: given });
    await end();
    return answer;
  };

  test('a read asks nothing', async () => {
    const { call, end } = await connect(['--resources', 'smart.transactions', '--allow-writes'], { env });
    expect((await call('smart_transactions_list')).value).toMatchObject({ outcome: 'done' });
    await end();
    expect(sent).toHaveLength(1);
  });

  test('a write is sent after the user has confirmed it, as it was shown', async () => {
    const asked: string[] = [];
    const { value } = await create(async (message) => {
      asked.push(message);
      return { action: 'accept', content: { confirm: true } };
    });
    expect(value).toMatchObject({ outcome: 'done' });
    expect(asked).toEqual([
      `smart.transactions.create changes data of production, and money may move.\nPOST /Smart/Transactions\n${JSON.stringify(body, null, 1)}`,
    ]);
    expect(sent).toEqual(['POST https://connect.secucard.com/api/v2/Smart/Transactions']);
    expect(bodies).toEqual([body]);
  });

  test.each<[string, (() => Promise<ElicitResult>) | undefined]>([
    ['declines', async () => ({ action: 'decline' })],
    ['cancels', async () => ({ action: 'cancel' })],
    ['accepts without a yes', async () => ({ action: 'accept', content: { confirm: false } })],
    ['accepts an empty form', async () => ({ action: 'accept', content: {} })],
    ['accepts without a form', async () => ({ action: 'accept' })],
    ['accepts with something else', async () => ({ action: 'accept', content: { confirm: 'true' } })],
    ['gets an error', () => Promise.reject(new Error('no window'))],
    ['cannot be asked', undefined],
  ])('a write is not sent when the user %s', async (_, onAsk) => {
    const { isError, value, text } = await create(onAsk);
    expect({ isError, outcome: value.outcome }).toEqual({ isError: true, outcome: 'not-done' });
    expect(text).toContain('Nothing was sent.');
    expect(sent).toEqual([]);
  });

  test('a write that is cancelled during the question is not sent', async () => {
    const controller = new AbortController();
    const { call, end } = await connect(['--resources', 'smart.transactions', '--allow-writes'], {
      env,
      onAsk: async () => {
        controller.abort();
        return { action: 'accept', content: { confirm: true } };
      },
    });
    await expect(call('smart_transactions_create', { body }, { signal: controller.signal })).rejects.toThrow('aborted');
    await end();
    expect(sent).toEqual([]);
  });

  test('a question that is open when stdin ends is not confirmed', async () => {
    let asked: (() => void) | undefined;
    const isAsked = new Promise<void>((resolve) => (asked = resolve));
    const { call, end } = await connect(['--resources', 'smart.transactions', '--allow-writes'], {
      env,
      onAsk: () => {
        asked!();
        return new Promise<never>(() => undefined);
      },
    });
    const answer = call('smart_transactions_create', { body });
    await isAsked;
    expect(await end()).toBe(0);
    expect((await answer).value).toMatchObject({ outcome: 'not-done' });
    expect(sent).toEqual([]);
  });

  test('what is not shown cannot be confirmed', async () => {
    const onAsk = vi.fn<() => Promise<ElicitResult>>();
    const { text } = await create(onAsk, { ...body, transactionRef: 'x'.repeat(10_000) });
    expect(text).toContain('Nothing was sent.');
    expect(onAsk).not.toHaveBeenCalled();
    expect(sent).toEqual([]);
  });

  test('characters that change how a text is read are shown as what they are', async () => {
    let shown = '';
    await create(
      async (message) => {
        shown = message;
        return { action: 'decline' };
      },
      { ...body, transactionRef: 'a\u202Eb\nmoney stays' },
    );
    expect(shown).toContain('a\\u{202e}b\\nmoney stays');
  });
});

test('SIGTERM ends it with calls that run, and their outcome is in the log', async () => {
  const { call, terminate, output } = await connect(['--resources', 'smart.transactions', '--allow-writes'], {
    env: server.env,
  });
  server.sandbox.control.faults.add({ kind: 'latency', delay: 600_000, operation: 'smart.transactions.create' });
  const count = server.sandbox.control.requests.list().length;
  void call('smart_transactions_create', { body }).catch(() => undefined);
  await vi.waitFor(() => expect(server.sandbox.control.requests.list().length).toBeGreaterThan(count), 20_000);
  expect(await terminate()).toBe(0);
  server.sandbox.control.faults.clear();
  expect(output().stderr).toContain('smart.transactions.create: unknown.');
});

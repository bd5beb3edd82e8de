import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { run, type TerminalOptions } from '../terminal.ts';

/** Stands for production, which no test may reach. */
const sent: string[] = [];
beforeEach(() => {
  sent.length = 0;
  vi.stubGlobal('fetch', (url: string | URL, init?: RequestInit) => {
    sent.push(`${init?.method ?? 'GET'} ${String(url)}`);
    return Promise.resolve(Response.json({ id: 'STX_1', count: 0, data: [] }));
  });
});
afterEach(() => vi.unstubAllGlobals());

const create = ['smart', 'transactions', 'create', '-d', 'basket_info.sum=1995'];
const env = { SECUCONNECT_ENVIRONMENT: 'production', SECUCONNECT_TOKEN: 'test-token-0123' };
const go = (more: readonly string[], options: TerminalOptions = {}) => run([...create, ...more], { env, ...options });

describe('a write on production', () => {
  test('asks first on a terminal', async () => {
    const { code, stderr } = await go([], { isTTY: true, answers: { 'Go on?': 'y' } });
    expect(code).toBe(0);
    expect(stderr).toContain('smart.transactions.create changes data of production, and money may move.');
    expect(sent).toEqual(['POST https://connect.secucard.com/api/v2/Smart/Transactions']);
  });

  test.each(['n', '', 'yeah'])('is not sent after the answer %j', async (answer) => {
    expect(await go([], { isTTY: true, answers: { 'Go on?': answer } })).toMatchObject({ code: 1 });
    expect(sent).toEqual([]);
  });

  test('is not sent without a terminal', async () => {
    expect(await go([])).toMatchObject({ code: 2, stderr: expect.stringContaining('--yes') as unknown });
    expect(sent).toEqual([]);
  });

  test('does not ask with --yes', async () => {
    expect(await go(['--yes'])).toMatchObject({ code: 0, stderr: '' });
    expect(sent).toHaveLength(1);
  });

  test('asks also behind a custom base URL, which may be a gateway', async () => {
    const custom = { SECUCONNECT_BASE_URL: 'https://gateway.example.com/api/v2', SECUCONNECT_TOKEN: 'test-token-0123' };
    expect(await go([], { env: custom })).toMatchObject({ code: 2 });
    expect(sent).toEqual([]);
  });
});

test('a read of production, and a write of testing, do not ask', async () => {
  expect(await run(['smart', 'transactions', 'list', '--json'], { env })).toMatchObject({ code: 0 });
  expect(await go(['--environment', 'testing'])).toMatchObject({ code: 0 });
  expect(sent).toHaveLength(2);
});

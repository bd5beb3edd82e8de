import { writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Secuconnect } from '@secuconnect/client';
import { createPushHandler, toNodeHandler, type PushEvent } from '@secuconnect/client/pushes';
import { startSandbox } from '@secuconnect/sandbox/server';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { useServer } from '../sandbox.ts';
import { newHome, run, type Ended } from '../terminal.ts';

const server = useServer();
const KEYS = '2026-03:a-secret-of-at-least-16-characters';
/** A timeout for a busy machine. */
const SOON = { timeout: 60_000, interval: 20 };

interface Received {
  readonly event: PushEvent;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
}

/** A receiver that responds as told, and what it received. */
async function receiver(answer: (event: PushEvent, count: number) => number = () => 200) {
  const received: Received[] = [];
  const listener = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const event = JSON.parse(text) as PushEvent;
    received.push({ event, url: request.url!, headers: request.headers });
    response.statusCode = answer(event, received.length);
    response.end();
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void listener.close());
  const { port } = listener.address() as AddressInfo;
  return { received, url: `http://127.0.0.1:${port}/pushes` };
}

/** `listen`, from when it is ready until `stop`, which is Ctrl-C. */
async function listen(args: string[], { home = newHome(), env = {} as Record<string, string> } = {}) {
  const controller = new AbortController();
  let ended: Ended | undefined;
  const ending = run(['listen', ...args], {
    env: { ...server.env, ...env, XDG_CONFIG_HOME: home },
    signal: controller.signal,
    onText: (text) => void (isReady ||= text.includes('listening') || text.includes('Ctrl-C ends it')),
  });
  let isReady = false;
  void ending.then((end) => (ended = end));
  onTestFinished(() => controller.abort());
  await vi.waitFor(() => expect(isReady || ended !== undefined).toBe(true), SOON);
  const stop = (): Promise<Ended> => {
    controller.abort();
    return ending;
  };
  return { stop };
}

/** A payment by debit, with or without a push URL. */
async function pay(baseUrl = server.sandbox.baseUrl, url_push?: string): Promise<string> {
  const { smart } = new Secuconnect({ baseUrl, auth: { clientId: 'shop', clientSecret: 'a-secret-of-tests' } });
  const { id } = await smart.transactions.create({
    contract: { id: 'GCR_2K8NXW4PR7M1Q5T9V3Y6Z0B2D4F8H1' },
    customer: { contact: { forename: 'Erika', surname: 'Muster', email: 'erika@example.com' } },
    basket_info: { sum: 1995, currency: 'EUR' },
    ...(url_push !== undefined && { application_context: { return_urls: { url_push } } }),
  });
  return (await smart.transactions.start(id, 'prepaid')).transactions![0]!.id!;
}

describe('listen', () => {
  test('delivers pushes in the format of the API, one line each, and ends with a summary', async () => {
    const { received, url } = await receiver();
    const { stop } = await listen(['--forward-to', `${url}?tenant=7`]);
    const id = await pay();
    await vi.waitFor(() => expect(received).toHaveLength(1), SOON);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const { code, stdout, stderr } = await stop();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [{ event, headers, ...request }] = received as [Received];
    expect(event).toEqual({
      object: 'event.pushes',
      id: expect.stringMatching(/^evt_\w+$/) as string,
      created: expect.any(String) as string,
      target: 'payment.transactions',
      type: 'changed',
      data: [{ object: 'payment.transactions', id }],
    });
    expect(request.url).toBe('/pushes?tenant=7');
    expect(headers).toMatchObject({ 'content-type': 'application/json', accept: '*/*' });
    const [first, line, last] = stdout.trimEnd().split('\n');
    expect(first).toBe(`Pushes of ${server.sandbox.baseUrl} go to ${url}. Ctrl-C ends it.`);
    expect(line).toMatch(new RegExp(`^[\\d:]{8}  payment.transactions  ${id}  200  \\d+ ms  ${event.id}$`));
    expect(last).toBe('1 push delivered, 0 failed attempts, none waits.');
  });

  test('sends a push again until the status is 200, with the same id', async () => {
    const { received, url } = await receiver((_, count) => (count === 1 ? 500 : 200));
    const { stop } = await listen(['--forward-to', url, '--json']);
    await pay();
    await vi.waitFor(() => expect(received).toHaveLength(2), SOON);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(received[1]!.event).toEqual(received[0]!.event);
    const lines = (await stop()).stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    const { id } = received[0]!.event;
    expect(lines).toEqual([
      { listening: { source: server.sandbox.baseUrl, receiver: url, waiting: 0, checkpoint: expect.any(String) } },
      expect.objectContaining({ event: id, status: 500, attempt: 1, retry_in_ms: expect.any(Number) }),
      expect.objectContaining({ event: id, status: 200, attempt: 2, ms: expect.any(Number) }),
      { summary: { delivered: 1, failed_attempts: 1, waiting: 0 } },
    ]);
  });

  test('goes on where it was, with what waited and what happened in between', async () => {
    const home = newHome();
    let isUp = false;
    const { received, url } = await receiver(() => (isUp ? 200 : 503));
    const first = await listen(['--forward-to', url], { home });
    const waiting = await pay();
    await vi.waitFor(() => expect(received.length).toBeGreaterThan(0), SOON);
    expect((await first.stop()).stdout).toContain('0 pushes delivered');
    const meanwhile = await pay();
    isUp = true;
    received.length = 0;
    const second = await listen(['--forward-to', url], { home });
    await vi.waitFor(() => expect(received).toHaveLength(2), SOON);
    const { stdout } = await second.stop();
    expect(stdout).toContain('1 push from before waits.');
    expect(received.map(({ event }) => event.data[0]!.id)).toEqual([waiting, meanwhile]);
    const third = await listen(['--forward-to', url, '--restart'], { home });
    expect((await third.stop()).stdout).toContain('0 pushes delivered');
  });

  test('signs for the receiver, with the reference of the payment', async () => {
    const references: (string | undefined)[] = [];
    const handler = createPushHandler({
      secuconnect: new Secuconnect({
        baseUrl: server.sandbox.baseUrl,
        auth: { clientId: 'shop', clientSecret: 'a-secret-of-tests' },
      }),
      keys: { id: '2026-03', secret: 'a-secret-of-at-least-16-characters' },
      handlers: { 'payment.transactions': (_payment, _event, { reference }) => void references.push(reference) },
      onError: (error) => console.error(error),
    });
    const shop = createServer(toNodeHandler(handler));
    await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void shop.close());
    const url = `http://127.0.0.1:${(shop.address() as AddressInfo).port}/`;
    const { stop } = await listen(['--forward-to', url, '--sign'], { env: { SECUCONNECT_PUSH_KEYS: KEYS } });
    await pay(undefined, 'http://127.0.0.1:1/pushes?push_ref=10042&push_key=other&push_sig=00ff');
    await vi.waitFor(() => expect(references).toEqual(['10042']), SOON);
    const { stdout } = await stop();
    expect(stdout).not.toMatch(/push_sig|a-secret/);
  });

  test('delivers only the events that were asked for, and what is replayed', async () => {
    const { received, url } = await receiver();
    const { stop } = await listen(['--forward-to', url, '--events', 'payment.payouts']);
    const all = await receiver();
    const other = await listen(['--forward-to', all.url]);
    await pay();
    await vi.waitFor(() => expect(all.received).toHaveLength(1), SOON);
    expect(await run(['replay', all.received[0]!.event.id], { env: server.env })).toMatchObject({ code: 0 });
    await vi.waitFor(() => expect(all.received).toHaveLength(2), SOON);
    expect(received).toEqual([]);
    await Promise.all([stop(), other.stop()]);
  });

  test('watches lists where there is no log', async () => {
    const { received, url } = await receiver();
    const { stop } = await listen(['--forward-to', url, '--watch', '--interval', '0.2']);
    const id = await pay();
    await vi.waitFor(() => expect(received).toHaveLength(1), SOON);
    await fetch(`${server.sandbox.url}/_sandbox/payments/${id}/transfer`, { method: 'POST', body: '{}' });
    await vi.waitFor(() => expect(received).toHaveLength(2), SOON);
    expect(new Set(received.map(({ event }) => event.id)).size).toBe(2);
    expect(received.map(({ event }) => event.data[0]!.id)).toEqual([id, id]);
    expect(await stop()).toMatchObject({ code: 0, stderr: '' });
  });

  test('survives a restart of the sandbox, and delivers what the new one has', async () => {
    const { received, url } = await receiver();
    const before = await startSandbox({ port: 0 });
    const env = { SECUCONNECT_BASE_URL: before.baseUrl };
    const { stop } = await listen(['--forward-to', url, '--interval', '0.1'], { env });
    await pay(before.baseUrl);
    await vi.waitFor(() => expect(received).toHaveLength(1), SOON);
    await before.close();
    await new Promise((resolve) => setTimeout(resolve, 500));
    const after = await startSandbox({ port: Number(new URL(before.url).port) });
    onTestFinished(() => after.close());
    const id = await pay(after.baseUrl);
    await vi.waitFor(() => expect(received).toHaveLength(2), SOON);
    expect(received[1]!.event.data[0]!.id).toBe(id);
    const { code, stderr } = await stop();
    expect(code).toBe(0);
    expect(stderr).toContain('The sandbox does not respond');
  });
});

describe('listen does not begin', () => {
  const to = ['--forward-to', 'http://127.0.0.1:9/'];
  test.each([
    ['without a receiver', [], 2, 'forward-to'],
    ['with a receiver that is not a URL', ['--forward-to', 'ftp://x/'], 2, 'not a URL'],
    ['with events that do not exist', [...to, '--events', 'payment.nothing'], 2, 'no pushes of payment.nothing'],
    ['with events that lists do not show', [...to, '--watch', '--events', 'payment.payouts'], 2, 'payment.payouts'],
    ['with what is not a time', [...to, '--since', 'soon'], 2, '--since soon'],
    ['with what is not an interval', [...to, '--interval', 'often'], 2, '--interval often'],
    ['with an interval that is too short', [...to, '--interval', '0'], 2, '--interval 0'],
    ['with --sign and no keys', [...to, '--sign'], 2, 'SECUCONNECT_PUSH_KEYS is not set'],
    ['with a checkpoint in a folder that is not there', [...to, '--checkpoint', '/nowhere/x'], 1, '/nowhere/x'],
    ['without a sandbox', [...to, '--base-url', 'http://127.0.0.1:1/api/v2'], 4, 'does not respond'],
  ])('%s', async (_, args, code, sentence) => {
    const ended = await run(['listen', ...args], { env: server.env });
    expect(ended).toMatchObject({ code, stderr: expect.stringContaining(sentence) as unknown });
    const [first] = (await run(['listen', ...args, '--json'], { env: server.env })).stderr.trim().split('\n');
    expect(JSON.parse(first!)).toMatchObject({ exitCode: code });
  });

  test('with credentials that are rejected', async () => {
    const env = { ...server.env, SECUCONNECT_CLIENT_SECRET: 'wrong' };
    expect(await run(['listen', ...to, '--watch'], { env })).toMatchObject({ code: 3 });
  });

  test('while another process does the same', async () => {
    const checkpoint = join(newHome(), 'checkpoint.jsonl');
    writeFileSync(`${checkpoint}.lock`, String(process.ppid));
    const { code, stderr } = await run(['listen', ...to, '--checkpoint', checkpoint], { env: server.env });
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('delivers these pushes') as unknown });
  });
});

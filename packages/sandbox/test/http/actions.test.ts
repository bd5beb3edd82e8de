import { describe, expect, test } from 'vitest';
import { SandboxClock } from '../../src/engine/clock.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { Actions } from '../../src/http/actions.ts';
import { jsonAnswer } from '../../src/http/responses.ts';
import { Store } from '../../src/store/store.ts';
import { openSandbox } from '../support/open-sandbox.ts';

const SALE = { basket_info: { sum: 1995, currency: 'EUR' } };
const ID = { 'x-action': 'one' };

async function open() {
  const opened = openSandbox();
  const { sandbox, request } = opened;
  const create = (headers: Record<string, string> = ID, body: unknown = SALE) =>
    request('POST', '/Smart/Transactions', body, headers);
  return { ...opened, create, made: () => sandbox.control.counts()['smart.transactions'] ?? 0 };
}

const idIn = async (response: Response) => ((await response.json()) as { id: string }).id;

test('a hundred calls at once with one X-Action have one effect', async () => {
  const { create, made } = await open();
  const ids = await Promise.all(Array.from({ length: 100 }, async () => idIn(await create())));
  expect(new Set(ids).size).toBe(1);
  expect(made()).toBe(1);
});

test('calls with other keys, or without one, are calls of their own', async () => {
  const { create, made } = await open();
  for (const headers of [ID, { 'x-action': 'two' }, {}, {}]) await create(headers as Record<string, string>);
  expect(made()).toBe(4);
});

test('a key is remembered for three minutes', async () => {
  const { create, made, sandbox } = await open();
  await create();
  await sandbox.control.advance('179s');
  await create();
  expect(made()).toBe(1);
  await sandbox.control.advance('1s');
  await create();
  expect(made()).toBe(2);
});

test('a call that failed may be sent again', async () => {
  const { create, made } = await open();
  expect((await create(ID, { basket_info: { sum: 'much' } })).ok).toBe(false);
  expect((await create()).ok).toBe(true);
  expect(made()).toBe(1);
});

test('calls that wait for one that fails are executed, one of them', async () => {
  const engine = { store: new Store(), clock: new SandboxClock(0) } as unknown as Engine;
  const actions = new Actions(engine);
  let executions = 0;
  const call = () =>
    actions.once('client', 'key', 'operation', async (remember) => {
      executions += 1;
      const isFirst = executions === 1;
      await Promise.resolve();
      if (isFirst) throw new Error('the first one fails');
      remember(200, `"${executions}"`);
      return jsonAnswer(200, `"${executions}"`);
    });
  const results = await Promise.allSettled(Array.from({ length: 10 }, call));
  expect(results.map(({ status }) => status)).toEqual(['rejected', ...Array<string>(9).fill('fulfilled')]);
  expect(executions).toBe(2);
});

test('a key belongs to one operation, and to the object that it is about', async () => {
  const { create, request } = await open();
  const id = await idIn(await create({}));
  const other = await idIn(await create({}));
  expect((await request('POST', `/Smart/Transactions/${id}/abort`, undefined, ID)).status).toBe(200);
  for (const path of [`/Smart/Transactions/${other}/abort`, '/Smart/Transactions']) {
    const response = await request('POST', path, {}, ID);
    expect(await response.json()).toMatchObject({ error: 'ProductDuplicateException' });
  }
});

test('a key of another client is another key, also when the names run together', async () => {
  const { create, made, sandbox } = await open();
  await create({ 'x-action': 'b c' });
  for (const client_id of ['test b', 'other']) {
    const body = new URLSearchParams({ grant_type: 'client_credentials', client_id, client_secret: 'x' });
    const token = await sandbox.fetch('http://localhost/oauth/token', { method: 'POST', body });
    const { access_token } = (await token.json()) as { access_token: string };
    await create({ 'x-action': client_id === 'test b' ? 'c' : 'b c', authorization: `Bearer ${access_token}` });
  }
  expect(made()).toBe(3);
});

test('an answer without JSON is remembered too', async () => {
  const { request, sandbox } = await open();
  const revoke = () => request('POST', '/Payment/Contracts/me/RevokeAccrual', undefined, ID);
  const first = await revoke();
  expect(first.status).toBe(202);
  sandbox.control.faults.add({ kind: 'status', skip: 1 });
  expect([(await revoke()).status, await first.text()]).toEqual([202, '']);
});

test('reading ignores the key', async () => {
  const { create, request } = await open();
  await create();
  expect((await request('GET', '/Smart/Transactions', undefined, ID)).status).toBe(200);
});

test('a key that is too long is rejected', async () => {
  const { create, made } = await open();
  expect((await create({ 'x-action': 'a'.repeat(257) })).status).toBe(400);
  expect((await create({ 'x-action': 'a'.repeat(256) })).status).toBe(200);
  expect(made()).toBe(1);
});

describe('a call that waits for a terminal', () => {
  test('is executed once, and its retry waits for the same answer', async () => {
    const { create, request, sandbox } = await open();
    const id = await idIn(await create({}));
    const start = () => request('POST', `/Smart/Transactions/${id}/start/cashless`, {}, ID);
    const answers = [start(), start(), start()];
    await new Promise((resolve) => setTimeout(resolve, 20));
    await sandbox.control.advance('10s');
    const texts = await Promise.all(answers.map(async (answer) => (await answer).text()));
    expect(new Set(texts).size).toBe(1);
    expect(await (await start()).text()).toBe(texts[0]);
    expect(sandbox.control.counts()['payment.transactions'] ?? 0).toBeLessThan(2);
  });
});

test('the latest ten thousand keys are remembered', { timeout: 60_000 }, async () => {
  const { create, made } = await open();
  for (let key = 0; key <= 10_000; key += 1) await create({ 'x-action': String(key) });
  await create({ 'x-action': '1' });
  expect(made()).toBe(10_001);
  await create({ 'x-action': '0' });
  expect(made()).toBe(10_002);
});

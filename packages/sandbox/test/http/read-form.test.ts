import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { exceptionOf } from '../../src/engine/exception.ts';
import { responseOf } from '../../src/http/exchange.ts';
import { readForm } from '../../src/http/read-form.ts';
import { exceptionAnswer } from '../../src/http/responses.ts';

const app = new Hono()
  .use(readForm)
  .get('/', (context) => context.text('page'))
  .post('/', async (context) =>
    context.json({ fields: await context.req.parseBody(), accept: context.req.header('accept') }),
  );
app.onError((error) => responseOf(exceptionAnswer(exceptionOf(error))));

test('fields and headers arrive', async () => {
  const headers = { accept: 'text/html' };
  const response = await app.request('/', {
    method: 'POST',
    headers,
    body: new URLSearchParams({ name: 'Ärger & Co' }),
  });
  expect(await response.json()).toEqual({ fields: { name: 'Ärger & Co' }, accept: 'text/html' });
});

test('a request without a body goes on', async () => {
  expect(await (await app.request('/')).text()).toBe('page');
  expect(await (await app.request('/', { method: 'POST' })).json()).toEqual({ fields: {} });
});

test.each([
  [16 * 1024, 200],
  [16 * 1024 + 1, 413],
])('a body of %d bytes gets %d', async (length, status) => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const body = `a=${'b'.repeat(length - 2)}`;
  expect((await app.request('/', { method: 'POST', headers, body })).status).toBe(status);
});

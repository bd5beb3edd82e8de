import { describe, expect, test } from 'vitest';
import { expectSame, requestOf, server, stream } from './every-transport.ts';

const form = (): FormData => {
  const data = new FormData();
  data.set('name', 'Jörg');
  data.set('file', new File(['%PDF'], 'a.pdf', { type: 'application/pdf' }));
  return data;
};

describe('a request is that of fetch', () => {
  const inits: Record<string, () => RequestInit | undefined> = {
    nothing: () => undefined,
    'a method in small letters': () => ({ method: 'put' }),
    PATCH: () => ({ method: 'PATCH', body: 'x' }),
    'a method that may have a body, without one': () => ({ method: 'POST' }),
    DELETE: () => ({ method: 'DELETE' }),
    'text in ASCII': () => ({ method: 'POST', body: 'text' }),
    'text in other letters': () => ({ method: 'POST', body: 'Jörg 🧾' }),
    'text in other letters, and a header with one': () => ({
      method: 'POST',
      body: 'Jörg',
      headers: { 'x-name': 'J\u00f6rg' },
    }),
    'text in ASCII, and a header with another letter': () => ({
      method: 'POST',
      body: 'x',
      headers: { 'x-name': 'J\u00f6rg' },
    }),
    'an empty text': () => ({ method: 'POST', body: '' }),
    'JSON with its type': () => ({ method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json' } }),
    'form fields': () => ({ method: 'POST', body: new URLSearchParams({ a: 'ä b' }) }),
    bytes: () => ({ method: 'POST', body: new Uint8Array([1, 2, 255]).subarray(1) }),
    'an array buffer': () => ({ method: 'POST', body: new Uint8Array([1, 2]).buffer }),
    'a blob': () => ({ method: 'POST', body: new Blob(['%PDF'], { type: 'application/pdf' }) }),
    'an empty blob': () => ({ method: 'POST', body: new Blob([]) }),
    'a form': () => ({ method: 'POST', body: form() }),
    'a stream': () => ({ method: 'POST', body: stream('a', 'bc'), duplex: 'half' }) as RequestInit,
    'a stream of known length': () =>
      ({ method: 'POST', body: stream('a', 'bc'), duplex: 'half', headers: { 'content-length': '3' } }) as RequestInit,
    'headers as pairs': () => ({ headers: [['x-a', '1'], ['x-b', '2']] }), // prettier-ignore
    'headers as an object': () => ({ headers: new Headers({ 'x-a': '1', accept: 'text/plain' }) }),
  };
  test.each(Object.entries(inits))('with %s', async (_, init) => {
    await expectSame((transport) => requestOf(transport, `${server.origin}/a b/ü?q=1 2#part`, init()));
  });
});

test('bytes are sent as they were when the request was made', async () => {
  const sent = await expectSame(async (transport) => {
    const body = new Uint8Array(100_000).fill(97);
    const response = transport(server.origin, { method: 'POST', body });
    body.fill(98);
    await (await response).text();
    return new Set(server.requests.at(-1)!.body).size === 1 && server.requests.at(-1)!.body[0];
  });
  expect(sent).toBe('a');
});

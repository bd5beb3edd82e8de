import { expect, test } from 'vitest';
import { send, server } from './every-transport.ts';

test('it is a Response, with Headers, and can be copied into others', async () => {
  server.respond = (_, __, response) => void response.setHeader('set-cookie', ['a=1', 'b=2']).end('text');
  const response = await send(server.origin);
  expect(response).toBeInstanceOf(Response);
  expect(response.headers).toBeInstanceOf(Headers);
  expect(String(response)).toBe('[object Response]');
  const copy = new Response(response.body, response);
  expect([copy.status, copy.headers.getSetCookie(), await copy.text()]).toEqual([200, ['a=1', 'b=2'], 'text']);
  expect([...new Headers(response.headers)]).toEqual([...response.headers]);
  const change = ['append', 'set', 'delete'] as const;
  for (const name of change) expect(() => response.headers[name]('a', 'b')).toThrow(TypeError);
  expect(() => response.headers.get('a b')).toThrow(TypeError);
});

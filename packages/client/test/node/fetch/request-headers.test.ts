import { describe, expect, test } from 'vitest';
import { send, server } from './every-transport.ts';

describe('headers that are not valid', () => {
  const invalid: Record<string, RequestInit> = {
    'a body with GET': { body: 'x' },
    'the method CONNECT': { method: 'CONNECT' },
    'the name of a header': { headers: { 'a b': '1' } },
    'the value of a header': { headers: { a: '1\r\nb: 2' } },
    'a length that is not that of the body': { method: 'POST', body: 'x', headers: { 'content-length': '2' } },
    'a transfer coding': { method: 'POST', body: 'x', headers: { 'transfer-encoding': 'chunked' } },
  };
  test.each(Object.entries(invalid))('a call with an invalid part is not sent: %s', async (_, init) => {
    await expect(send(server.origin, init)).rejects.toThrow(TypeError);
    expect(server.requests).toEqual([]);
  });
});

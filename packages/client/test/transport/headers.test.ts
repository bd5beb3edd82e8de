import { expect, test } from 'vitest';
import { redactHeaders } from '../../src/transport/headers.ts';

test('headers are shown with the values of those that are known to be harmless, and no others', () => {
  const harmless = { accept: 'a', 'accept-language': 'b', 'content-type': 'c', 'user-agent': 'd', 'x-action': 'e' };
  expect(redactHeaders({ ...harmless, authorization: 'Bearer x', cookie: 'y', 'x-own': 'z' })).toEqual({
    ...harmless,
    authorization: '[redacted]',
    cookie: '[redacted]',
    'x-own': '[redacted]',
  });
});

import { expect, test } from 'vitest';
import { ApiException, invalid, notFound } from '../../src/engine/exception.ts';

test('an exception has the status and the payload of the API', () => {
  const exception = new ApiException('ProductNotAllowedException', 'Not yours', { code: 2003 });
  expect(exception.status).toBe(403);
  expect(exception.payload).toMatchObject({
    status: 'error',
    error: 'ProductNotAllowedException',
    error_details: 'Not yours',
    code: 2003,
  });
  expect(exception.message).toBe('ProductNotAllowedException: Not yours');
});

test('a status selects its exception, with the details of the API by default', () => {
  const exception = new ApiException(401);
  expect(exception.payload).toMatchObject({ error: 'ProductUnauthorizedException', error_details: 'Invalid token' });
});

test('a missing object is named', () => {
  const { status, payload } = notFound('smart.transactions', 'STX_1');
  expect({ status, details: payload.error_details }).toEqual({
    status: 404,
    details: 'smart.transactions STX_1 was not found',
  });
});

test('invalid input gets the code of its mistake', () => {
  expect(invalid('No basket').payload).toMatchObject({ error: 'ProductFormatException', code: 1001 });
  expect(invalid('Other items', 4028).payload.code).toBe(4028);
});

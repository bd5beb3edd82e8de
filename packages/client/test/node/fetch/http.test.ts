import { request } from 'node:http';
import { expect, test } from 'vitest';
import { request as required } from '../../../src/node/fetch/http.ts';

test('the required `request` is that of `node:http`', () => {
  expect(required).toBe(request);
});

import { expect, test } from 'vitest';
import { ApiException } from '../../src/engine/exception.ts';
import { exceptionAnswer, jsonAnswer, PREFLIGHT_ANSWER } from '../../src/http/responses.ts';

test('JSON has the headers of the platform, and others beside them', () => {
  const { status, headers, body } = jsonAnswer(201, '{}', { location: '/x' });
  expect({ status, body }).toEqual({ status: 201, body: '{}' });
  expect(headers).toMatchObject({ 'content-type': 'application/json; charset=UTF-8', location: '/x' });
});

test('an exception is the reason phrase too, and has a support id', () => {
  const { status, reason, body } = exceptionAnswer(new ApiException('ProductNotFoundException', 'gone'), 'abc');
  expect({ status, reason }).toEqual({ status: 404, reason: 'ProductNotFoundException' });
  expect(JSON.parse(String(body))).toMatchObject({ status: 'error', error_details: 'gone', supportId: 'abc' });
});

test('a preflight allows what a client sends', () => {
  expect(PREFLIGHT_ANSWER.status).toBe(204);
  expect(PREFLIGHT_ANSWER.headers['access-control-allow-headers']).toContain('X-Action');
});

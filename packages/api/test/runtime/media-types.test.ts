import { expect, test } from 'vitest';
import { mediaKind } from '../../src/runtime/media-types.ts';

test.each([
  ['application/json', 'json'],
  ['application/merge-patch+json', 'json'],
  ['multipart/form-data', 'form'],
  ['application/x-www-form-urlencoded', 'urlencoded'],
  ['text/plain', 'text'],
  ['text/csv', 'text'],
  ['application/pdf', 'bytes'],
  ['application/octet-stream', 'bytes'],
  ['image/png', 'bytes'],
  ['application/jsonpath', 'bytes'],
])('%s is %s', (type, kind) => {
  expect(mediaKind(type)).toBe(kind);
});

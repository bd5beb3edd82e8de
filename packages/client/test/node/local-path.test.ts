import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { toLocalPath } from '../../src/node/local-path.ts';

test('toLocalPath() returns paths as they are, and the path of a file URL', () => {
  expect(toLocalPath('invoice 1.pdf')).toBe('invoice 1.pdf');
  expect(toLocalPath(pathToFileURL('/tmp/invoice 1.pdf'))).toBe('/tmp/invoice 1.pdf');
});

test('toLocalPath() rejects URLs of other schemes', () => {
  expect(() => toLocalPath(new URL('https://example.com/invoice.pdf'))).toThrow(TypeError);
});

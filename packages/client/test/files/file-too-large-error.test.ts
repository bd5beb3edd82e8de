import { expect, test } from 'vitest';
import { SecuconnectError } from '../../src/errors/secuconnect-error.ts';
import { assertMaxBytes, FileTooLargeError, isFileTooLargeError } from '../../src/files/file-too-large-error.ts';

test('a FileTooLargeError names the operation and the limit', () => {
  const error = new FileTooLargeError('document.uploads.create', 100, 'not-sent');
  expect(error).toMatchObject({
    name: 'FileTooLargeError',
    message: 'document.uploads.create: the file is larger than its limit of 100 bytes (`maxBytes`).',
    operation: 'document.uploads.create',
    outcome: 'not-sent',
    maxBytes: 100,
  });
});

test('isFileTooLargeError() recognises this error only', () => {
  expect(isFileTooLargeError(new FileTooLargeError('document.uploads.create', 100, 'not-sent'))).toBe(true);
  expect(isFileTooLargeError(new SecuconnectError('other', { outcome: 'not-sent' }))).toBe(false);
  expect(isFileTooLargeError(undefined)).toBe(false);
});

test('assertMaxBytes() rejects limits that would not limit anything', () => {
  for (const maxBytes of [0, 1, 1.5, Infinity]) expect(() => assertMaxBytes(maxBytes)).not.toThrow();
  for (const maxBytes of [NaN, -1, '10', null, undefined, {}])
    expect(() => assertMaxBytes(maxBytes as number)).toThrow('`maxBytes` must be a non-negative number of bytes');
});

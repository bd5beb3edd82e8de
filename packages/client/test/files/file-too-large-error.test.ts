import { expect, test } from 'vitest';
import { SecuconnectError } from '../../src/errors/secuconnect-error.ts';
import { FileTooLargeError, isFileTooLargeError } from '../../src/files/file-too-large-error.ts';

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

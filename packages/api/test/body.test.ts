import { expect, test } from 'vitest';
import { encodeBody } from '../src/body.ts';
import type { Operation } from '../src/operation.ts';

const upload: Operation = { id: 'a.b.upload', method: 'POST', path: '/A/B', repeatSafe: false, multipart: true };
const plain: Operation = { id: 'a.b.create', method: 'POST', path: '/A/B', repeatSafe: false };

test('a body is JSON', () => {
  expect(encodeBody(plain, { sum: 1995 })).toEqual({ body: '{"sum":1995}', contentType: 'application/json' });
  expect(encodeBody(upload, { content: 'aGk=' })).toEqual({
    body: '{"content":"aGk="}',
    contentType: 'application/json',
  });
});

test('no body is nothing, not even a content type', () => {
  expect(encodeBody(plain, undefined)).toEqual({});
});

test('a body with a file becomes a form, for operations that take one', async () => {
  const { body, contentType } = encodeBody(upload, {
    file: new Blob(['hi'], { type: 'text/plain' }),
    name: 'a.txt',
    tags: ['x'],
    none: undefined,
  });
  expect(contentType).toBeUndefined();
  const form = body as FormData;
  expect([...form.keys()]).toEqual(['file', 'name', 'tags']);
  expect(await (form.get('file') as File).text()).toBe('hi');
  expect(form.get('tags')).toBe('["x"]');
});

test('a form that is encoded already is sent as it is, for operations that take one', () => {
  const form = new Blob(['--x--'], { type: 'multipart/form-data; boundary=x' });
  expect(encodeBody(upload, form)).toEqual({ body: form, contentType: 'multipart/form-data; boundary=x' });
  expect(encodeBody(plain, form)).toEqual({ body: '{}', contentType: 'application/json' });
});

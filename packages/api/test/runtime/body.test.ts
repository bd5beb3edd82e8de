import { expect, test } from 'vitest';
import { encodeBody } from '../../src/runtime/body.ts';
import type { Operation } from '../../src/runtime/operation.ts';

const upload: Operation = { id: 'a.b.upload', method: 'POST', path: '/A/B', safe: false, multipart: true };
const plain: Operation = { id: 'a.b.create', method: 'POST', path: '/A/B', safe: false };

test('a body is sent as JSON', () => {
  expect(encodeBody(plain, { sum: 1995 })).toEqual({ body: '{"sum":1995}', contentType: 'application/json' });
  expect(encodeBody(upload, { content: 'aGk=' })).toEqual({
    body: '{"content":"aGk="}',
    contentType: 'application/json',
  });
});

test('without a body there is no content type either', () => {
  expect(encodeBody(plain, undefined)).toEqual({});
});

test('a body with a file becomes a form if the operation accepts one', async () => {
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

test('an encoded form is sent unchanged if the operation accepts one', () => {
  const form = new Blob(['--x--'], { type: 'multipart/form-data; boundary=x' });
  expect(encodeBody(upload, form)).toEqual({ body: form, contentType: 'multipart/form-data; boundary=x' });
  expect(encodeBody(plain, form)).toEqual({ body: '{}', contentType: 'application/json' });
});

import { describe, expect, test } from 'vitest';
import { incomingOf } from '../../src/http/exchange.ts';
import { BODY_LIMIT, readBody, readBytes } from '../../src/http/read-body.ts';
import { OPERATIONS } from '../../src/spec/operations.ts';

const operation = (id: string) => OPERATIONS.find((one) => one.id === id)!;
const request = (body: BodyInit | undefined, type?: string) => {
  const made = new Request('http://localhost', { method: 'POST', ...(body !== undefined && { body }) });
  made.headers.delete('content-type');
  if (type !== undefined) made.headers.set('content-type', type);
  return incomingOf(made);
};
const read = (body: BodyInit | undefined, type?: string, id = 'smart.transactions.create') =>
  readBody(request(body, type), operation(id));

describe('JSON', () => {
  test.each([['application/json'], ['Application/JSON; charset=utf-8'], [undefined]])('is read as %s', async (type) => {
    expect(await read('{"a":1}', type)).toEqual({ mediaType: 'application/json', value: { a: 1 } });
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ' ', ';'])(
    'is not read as %s',
    async (type) => {
      await expect(read('{"a":1}', type)).rejects.toMatchObject({
        status: 415,
        message: expect.stringContaining('must be application/json'),
      });
    },
  );
});

test('no body is no body', async () => {
  expect(await read(undefined)).toBeUndefined();
  expect(await read('')).toBeUndefined();
});

test('the body of an operation without one is ignored, of any type', async () => {
  expect(await read('{', 'text/plain', 'smart.transactions.get')).toBeUndefined();
});

describe('a form', () => {
  const upload = (form: FormData) => {
    const made = new Request('http://localhost', { method: 'POST', body: form });
    return readBody(incomingOf(made), operation('document.uploads.create'));
  };

  test('has a text or a file for each field', async () => {
    const form = new FormData();
    form.set('a', 'b');
    form.set('file', new File(['abc'], 'x.pdf', { type: 'application/pdf' }));
    expect(await upload(form)).toMatchObject({
      mediaType: 'multipart/form-data',
      value: { a: 'b', file: { name: 'x.pdf', type: 'application/pdf', bytes: new TextEncoder().encode('abc') } },
    });
  });

  test('with a reserved name is rejected', async () => {
    const form = new FormData();
    form.set('__proto__', 'x');
    await expect(upload(form)).rejects.toMatchObject({ status: 400, message: expect.stringContaining('__proto__') });
  });

  test.each(['multipart/form-data', 'multipart/form-data; boundary=y'])('that is not %s is rejected', async (type) => {
    await expect(read('--x\r\n', type, 'document.uploads.create')).rejects.toMatchObject({
      status: 400,
      message: expect.stringContaining('not a form'),
    });
  });
});

describe('a body that is too large', () => {
  test('is rejected', async () => {
    await expect(read('a'.repeat(BODY_LIMIT + 1))).rejects.toMatchObject({ status: 413 });
    await expect(readBytes(request('abc'), 2)).rejects.toMatchObject({
      status: 413,
      message: expect.stringContaining('larger than 2 bytes'),
    });
  });

  test('is as large as possible before', async () => {
    expect(await readBytes(request('abc'), 3)).toHaveLength(3);
  });
});

test('an error of the connection is passed on', async () => {
  const broken = { ...request('a'), bytes: () => Promise.reject(new Error('aborted')) };
  await expect(readBytes(broken)).rejects.toThrow('aborted');
});

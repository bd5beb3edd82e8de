import { describe, expect, test, vi } from 'vitest';
import { encodeBody } from '../../src/runtime/body.ts';
import type { Operation } from '../../src/runtime/operation.ts';

const upload: Operation = {
  id: 'a.b.upload',
  method: 'POST',
  path: '/A/B',
  safe: false,
  bodyTypes: ['application/json', 'multipart/form-data'],
};
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
  expect(form.getAll('tags')).toEqual(['x']);
});

test('an encoded form is sent unchanged if the operation accepts one', () => {
  const form = new Blob(['--x--'], { type: 'multipart/form-data; boundary=x' });
  expect(encodeBody(upload, form)).toEqual({ body: form, contentType: 'multipart/form-data; boundary=x' });
});

describe('a value that JSON represents arrives as JSON.stringify writes it', () => {
  test.each<[unknown]>([
    [{ sum: 1995, rate: -0, large: 1e21, text: 'Größe 😀', none: null, left_out: undefined, empty: {}, list: [] }],
    [{ created: new Date('2026-01-01T00:00:00Z') }],
    [{ 2: 'b', 1: 'a', z: 1, a: 2 }],
    [[1, 'a', null, [true]]],
    ['text'],
    [null],
    [JSON.parse('{"__proto__":{"a":1},"toJSON":"text"}')],
    [Object.assign(Object.create(null), { a: 1 })],
    [
      new (class Basket {
        sum = 5;
        #hidden = 1;
        constructor() {
          void this.#hidden;
        }
      })(),
    ],
    [{ price: { toJSON: (key: string) => ({ key, nested: new Date(0) }) } }],
  ])('%o', (body) => {
    expect(encodeBody(plain, body)).toEqual({ body: JSON.stringify(body), contentType: 'application/json' });
  });

  test('also if an object occurs twice', () => {
    const address = { city: 'Pulsnitz' };
    const body = { billing: address, shipping: address, all: [address, address] };
    expect(encodeBody(plain, body).body).toBe(JSON.stringify(body));
  });

  test('also a large string, unchanged', () => {
    const content = 'aGk='.repeat(1_000_000);
    expect(encodeBody(plain, { content }).body).toBe(`{"content":"${content}"}`);
  });
});

describe('a value that JSON would change or drop is rejected with the name of its field', () => {
  test.each<[unknown, string]>([
    [Number.NaN, 'NaN'],
    [Infinity, 'Infinity'],
    [-Infinity, '-Infinity'],
    [new Number(Number.NaN), 'of type Number'],
    [new String('5'), 'of type String'],
    [new Date(Number.NaN), 'Invalid Date'],
    [{ toJSON: () => null }, 'of type Object'],
    [{ toJSON: () => undefined }, 'of type Object'],
    [{ toJSON: () => Number.NaN }, 'of type Object'],
    [5n, 'of type bigint'],
    [() => 5, 'of type function'],
    [Symbol('5'), 'of type symbol'],
    [new Map([['a', 1]]), 'of type Map'],
    [new Set([1]), 'of type Set'],
    [new Blob(['a']), 'of type Blob'],
    [Promise.resolve(5), 'of type Promise'],
    [/a/, 'of type RegExp'],
    [new Error('a'), 'of type Error'],
    [new FormData(), 'of type FormData'],
    [new Uint8Array([1]), 'of type Uint8Array'],
    // As with a `Buffer` of Node.
    [Object.assign(new Uint8Array([1]), { toJSON: () => ({ data: [1] }) }), 'of type Uint8Array'],
    [new DataView(new ArrayBuffer(1)), 'of type DataView'],
    [new ArrayBuffer(1), 'of type ArrayBuffer'],
  ])('%o', (value, kind) => {
    const rejections: [unknown, string][] = [
      [value, 'The body '],
      [{ sum: value }, 'The body field sum '],
      [{ basket: [{ sum: 1 }, { sum: value }] }, 'The body field basket.1.sum '],
      [[value], 'The body field 0 '],
    ];
    for (const [body, start] of rejections)
      expect(() => encodeBody(plain, body)).toThrow(new TypeError(`${start}cannot be ${kind}.`));
  });

  // oxlint-disable-next-line no-sparse-arrays -- the hole is the case.
  test.each([[[1, undefined]], [[1, , 2]]])('an array with a hole: %o', (list) => {
    expect(() => encodeBody(plain, { list })).toThrow(new TypeError('The body field list.1 cannot be undefined.'));
  });

  test('half a surrogate pair, in a value and in a name', () => {
    expect(() => encodeBody(plain, { a: ['x\uD800'] })).toThrow('The body field a.0 is not well-formed Unicode.');
    expect(() => encodeBody(plain, { 'x\uDC00': 1 })).toThrow('The body field x\uDC00 is not well-formed Unicode.');
  });

  test('a body that contains itself, directly, through an array, or through `toJSON`', () => {
    const direct: Record<string, unknown> = {};
    direct['self'] = direct;
    const list: unknown[] = [];
    list.push({ list });
    const endless = { toJSON: () => ({ next: endless }) };
    for (const [body, field] of [
      [direct, 'self'],
      [{ list }, 'list.0.list'],
      [{ endless }, 'endless.next.next'],
    ] as const) {
      expect(() => encodeBody(plain, body)).toThrow(TypeError);
      expect(() => encodeBody(plain, body)).toThrow(`The body field ${field}`);
      expect(() => encodeBody(plain, body)).toThrow('contains itself, or is nested too deeply');
    }
  });

  test('a body that is nested without end', () => {
    let deep: unknown = 1;
    for (let depth = 0; depth < 100_000; depth++) deep = [deep];
    expect(() => encodeBody(plain, deep)).toThrow('contains itself, or is nested too deeply');
  });

  test('a field whose `toJSON` or getter throws; the error is the cause', () => {
    const cause = new RangeError('broken');
    const fail = (): never => {
      throw cause;
    };
    for (const broken of [{ toJSON: fail }, Object.defineProperty({}, 'x', { get: fail, enumerable: true })])
      expect(() => encodeBody(plain, { a: { broken } })).toThrow(
        new TypeError('The body field a.broken cannot be converted to JSON.', { cause }),
      );
  });

  test('a body that is larger than a string can be', () => {
    vi.spyOn(JSON, 'stringify').mockImplementationOnce(() => {
      throw new RangeError('Invalid string length');
    });
    expect(() => encodeBody(plain, {})).toThrow(new TypeError('The body is larger than a string can be.'));
    vi.restoreAllMocks();
  });
});

describe('in a form', () => {
  const file = new Blob(['hi']);
  const formWith = (value: unknown): FormData => encodeBody(upload, { file, value }).body as FormData;

  test('a date is sent in ISO 8601, and an object as JSON', () => {
    expect(formWith(new Date(0)).get('value')).toBe('1970-01-01T00:00:00.000Z');
    expect(formWith({ a: [new Date(0)] }).get('value')).toBe('{"a":["1970-01-01T00:00:00.000Z"]}');
  });

  test.each<[unknown, string]>([
    [Number.NaN, 'value cannot be NaN'],
    [Infinity, 'value cannot be Infinity'],
    [new Date(Number.NaN), 'value cannot be Invalid Date'],
    [5n, 'value cannot be of type bigint'],
    [() => 5, 'value cannot be of type function'],
    [{ sum: Number.NaN }, 'value.sum cannot be NaN'],
    [{ inner: new Blob([]) }, 'value.inner cannot be of type Blob'],
    ['x\uD800', 'value is not well-formed Unicode'],
  ])('%o is rejected with the name of its field', (value, problem) => {
    expect(() => formWith(value)).toThrow(new TypeError(`The body field ${problem}.`));
  });
});

test('a form or a file is rejected if the operation accepts none', () => {
  const form = new Blob(['--x--'], { type: 'multipart/form-data; boundary=x' });
  expect(() => encodeBody(plain, form)).toThrow(new TypeError('The body cannot be of type Blob.'));
  expect(() => encodeBody(plain, { file: form })).toThrow(new TypeError('The body field file cannot be of type Blob.'));
});

test('the time to encode a body grows with its size, not faster', () => {
  const timeFor = (size: number): number => {
    const body = { list: Array.from({ length: size }, (_, at) => ({ at, text: 'ä'.repeat(20) })) };
    const times = Array.from({ length: 15 }, () => {
      const start = performance.now();
      encodeBody(plain, body);
      return performance.now() - start;
    });
    return Math.min(...times);
  };
  timeFor(10_000);
  // It is 4 for linear time, and 16 for quadratic time.
  expect(timeFor(120_000) / timeFor(30_000)).toBeLessThan(10);
});

describe('the value of a body chooses its media type', () => {
  const post = (...bodyTypes: string[]): Operation => ({ ...plain, bodyTypes });
  const bytes = new Blob(['%PDF'], { type: 'text/plain' });

  test.each<[string, Operation, unknown, unknown]>([
    ['bytes', post('application/pdf'), bytes, { body: bytes, contentType: 'application/pdf' }],
    ['empty text', post('text/plain'), '', { body: '', contentType: 'text/plain' }],
    ['text beside JSON', post('application/json', 'text/csv'), 'a;b', { body: 'a;b', contentType: 'text/csv' }],
    [
      'JSON beside text',
      post('application/json', 'text/csv'),
      { a: 1 },
      { body: '{"a":1}', contentType: 'application/json' },
    ],
    [
      'another JSON type',
      post('application/merge-patch+json'),
      { a: null },
      { body: '{"a":null}', contentType: 'application/merge-patch+json' },
    ],
    ['bytes beside JSON', post('application/json', 'image/png'), bytes, { body: bytes, contentType: 'image/png' }],
    [
      'a form in a URL',
      post('application/x-www-form-urlencoded'),
      { a: 'x y&=ü+', b: [1, 2], c: null, d: undefined, e: true, f: new Date(0) },
      {
        body: 'a=x+y%26%3D%C3%BC%2B&b=1&b=2&e=true&f=1970-01-01T00%3A00%3A00.000Z',
        contentType: 'application/x-www-form-urlencoded',
      },
    ],
  ])('%s', (_, operation, body, expected) => {
    expect(encodeBody(operation, body)).toEqual(expected);
  });

  test('a form without JSON beside it is a form, also without a file', () => {
    const { body, contentType } = encodeBody(post('multipart/form-data'), { name: 'a', sizes: [1, 2], none: null });
    expect(contentType).toBeUndefined();
    expect([...(body as FormData)]).toEqual([
      ['name', 'a'],
      ['sizes', '1'],
      ['sizes', '2'],
    ]);
  });

  test('each file of a list is a field of its own', async () => {
    const { body } = encodeBody(upload, { files: [new Blob(['a']), new Blob(['b']), undefined], note: 'x' });
    expect([...(body as FormData).keys()]).toEqual(['files', 'files', 'note']);
    expect(await Promise.all((body as FormData).getAll('files').map((file) => (file as File).text()))).toEqual([
      'a',
      'b',
    ]);
  });

  test.each<[string, Operation, unknown, string]>([
    [
      'a string for bytes',
      post('application/pdf'),
      '%PDF',
      'The body of a.b.create must be a Blob, not of type string.',
    ],
    [
      'an array for bytes',
      post('application/pdf'),
      new Uint8Array(1),
      'The body of a.b.create must be a Blob, not of type Uint8Array.',
    ],
    ['an object for text', post('text/plain'), {}, 'The body of a.b.create must be a string, not of type Object.'],
    [
      'a number for text or bytes',
      post('text/plain', 'image/png'),
      1,
      'The body of a.b.create must be a Blob or a string, not 1.',
    ],
    ['half a character', post('text/plain'), '\ud800', 'The body is not well-formed Unicode.'],
    [
      'a string for a form',
      post('multipart/form-data'),
      'a=1',
      'The body of a.b.create must be an object with the fields of the form, not of type string.',
    ],
    [
      'a Map for a form',
      post('application/x-www-form-urlencoded'),
      new Map([['a', 1]]),
      'The body of a.b.create must be an object with the fields of the form, not of type Map.',
    ],
    [
      'a list for a form',
      post('application/x-www-form-urlencoded'),
      [1],
      'The body of a.b.create must be an object with the fields of the form, not of type Array.',
    ],
    [
      'an object in a form in a URL',
      post('application/x-www-form-urlencoded'),
      { a: { b: 1 } },
      'The body field a cannot be an object.',
    ],
    ['a file for JSON', plain, new Blob(['x']), 'The body cannot be of type Blob.'],
  ])('%s is a TypeError', (_, operation, body, message) => {
    expect(() => encodeBody(operation, body)).toThrow(new TypeError(message).message);
  });
});

import { expect } from 'vitest';
import type { RightConstruct } from './right-construct.ts';

const sent = (path: string, type: string, body: string, method = 'POST') => ({
  method,
  target: `/Wire/Bodies/${path}`,
  headers: { 'content-type': type },
  body,
});
/** Forms have a boundary that differs from call to call. */
const matching = (pattern: RegExp): string => expect.stringMatching(pattern) as string;
const bytes = new Blob([new Uint8Array([0x25, 0x50, 0x44, 0x46])]);
const file = (text: string, name: string): File => new File([text], name, { type: 'text/plain' });

export const rightBodies: readonly RightConstruct[] = [
  {
    name: 'body: JSON, required',
    call: ({ bodies }) => bodies.json({ name: 'ä', size: null }),
    sent: sent('json', 'application/json', '{"name":"ä","size":null}'),
    // @ts-expect-error -- `name` is required
    invalid: ({ bodies }) => bodies.json({ size: 1 }),
  },
  {
    name: 'body: JSON, optional',
    call: ({ bodies }) => bodies.optional(),
    sent: { method: 'POST', target: '/Wire/Bodies/optional', body: '' },
  },
  {
    name: 'body: JSON array',
    call: ({ bodies }) => bodies.array([{ name: 'a' }, { name: 'b' }]),
    sent: sent('array', 'application/json', '[{"name":"a"},{"name":"b"}]'),
    // @ts-expect-error -- an array is needed
    invalid: ({ bodies }) => bodies.array({ name: 'a' }),
  },
  {
    name: 'body: JSON string',
    call: ({ bodies }) => bodies.scalar('a'),
    sent: sent('scalar', 'application/json', '"a"'),
    // @ts-expect-error -- a string is needed
    invalid: ({ bodies }) => bodies.scalar(7),
  },
  {
    name: 'body: merge patch',
    call: ({ bodies }) => bodies.patch({ name: 'a', size: null }),
    sent: sent('patch', 'application/merge-patch+json', '{"name":"a","size":null}', 'PATCH'),
    // @ts-expect-error -- `name` is a string
    invalid: ({ bodies }) => bodies.patch({ name: 7 }),
  },
  {
    name: 'body: JSON of a vendor',
    call: ({ bodies }) => bodies.vendor({ name: 'a' }),
    sent: sent('vendor', 'application/vnd.shop.thing+json', '{"name":"a"}'),
  },
  {
    name: 'body: form in the format of a URL',
    call: ({ bodies }) => bodies.urlencoded({ name: 'a b&ü', size: 2, tags: ['x', 'y'] }),
    sent: sent('urlencoded', 'application/x-www-form-urlencoded', 'name=a+b%26%C3%BC&size=2&tags=x&tags=y'),
    // @ts-expect-error -- `name` is required
    invalid: ({ bodies }) => bodies.urlencoded({ size: 2 }),
  },
  {
    name: 'body: multipart form without a file',
    call: ({ bodies }) => bodies.form({ name: 'a', tags: ['x', 'y'] }),
    sent: {
      method: 'POST',
      target: '/Wire/Bodies/form',
      body: matching(/name="name"\r\n\r\na\r\n[^]*name="tags"\r\n\r\nx\r\n[^]*name="tags"\r\n\r\ny\r\n/),
    },
    // @ts-expect-error -- `name` is required
    invalid: ({ bodies }) => bodies.form({ tags: ['x'] }),
  },
  {
    name: 'body: multipart form with files, in both notations, and a list of files',
    call: ({ bodies }) =>
      bodies.form({
        name: 'a',
        file: file('one', '1.txt'),
        scan: bytes,
        files: [file('two', '2.txt'), file('three', '3.txt')],
      }),
    sent: {
      method: 'POST',
      target: '/Wire/Bodies/form',
      body: matching(
        /name="file"; filename="1\.txt"\r\n[^]*\r\none\r\n[^]*name="scan"[^]*%PDF[^]*name="files"; filename="2\.txt"[^]*two[^]*name="files"; filename="3\.txt"[^]*three/,
      ),
    },
  },
  {
    name: 'body: JSON or a multipart form',
    call: ({ bodies }) => bodies.jsonOrForm({ file: bytes }),
    sent: { method: 'POST', target: '/Wire/Bodies/jsonOrForm', body: matching(/name="file"; filename="blob"[^]*%PDF/) },
    // @ts-expect-error -- one of the two
    invalid: ({ bodies }) => bodies.jsonOrForm({ other: 'a' }),
  },
  {
    name: 'body: text',
    call: ({ bodies }) => bodies.text('a "ü"\n'),
    sent: sent('text', 'text/plain', 'a "ü"\n', 'PUT'),
  },
  {
    name: 'body: JSON string that is empty',
    call: ({ bodies }) => bodies.scalar(''),
    sent: sent('scalar', 'application/json', '""'),
  },
  {
    name: 'body: text that is empty',
    call: ({ bodies }) => bodies.text(''),
    sent: sent('text', 'text/plain', '', 'PUT'),
  },
  {
    name: 'body: bytes, none of them',
    call: ({ bodies }) => bodies.bytes(new Blob([])),
    sent: sent('bytes', 'application/octet-stream', '', 'PUT'),
  },
  {
    name: 'body: text without a schema',
    call: ({ bodies }) => bodies.csv('a;b'),
    sent: sent('csv', 'text/csv', 'a;b', 'PUT'),
  },
  {
    name: 'body: bytes without a schema',
    call: ({ bodies }) => bodies.bytes(bytes),
    sent: sent('bytes', 'application/octet-stream', '%PDF', 'PUT'),
  },
  {
    name: 'body: bytes with an empty schema',
    call: ({ bodies }) => bodies.emptySchema(bytes),
    sent: sent('emptySchema', 'application/octet-stream', '%PDF', 'PUT'),
  },
  {
    name: 'body: bytes with `format: binary`',
    call: ({ bodies }) => bodies.binary(bytes),
    sent: sent('binary', 'application/pdf', '%PDF', 'PUT'),
  },
  {
    name: 'body: bytes with `contentMediaType`',
    call: ({ bodies }) => bodies.mediaType(bytes),
    sent: sent('mediaType', 'image/png', '%PDF', 'PUT'),
  },
  {
    name: 'body: JSON or text, sent as text',
    call: ({ bodies }) => bodies.jsonOrText('a'),
    sent: sent('jsonOrText', 'text/plain', 'a'),
  },
  {
    name: 'body: JSON or text, sent as JSON',
    call: ({ bodies }) => bodies.jsonOrText({ name: 'a' }),
    sent: sent('jsonOrText', 'application/json', '{"name":"a"}'),
  },
  {
    name: 'body: JSON or bytes, sent as bytes',
    call: ({ bodies }) => bodies.jsonOrBytes(bytes),
    sent: sent('jsonOrBytes', 'application/octet-stream', '%PDF'),
  },
  {
    name: 'body: JSON or bytes, sent as JSON',
    call: ({ bodies }) => bodies.jsonOrBytes({ name: 'a' }),
    sent: sent('jsonOrBytes', 'application/json', '{"name":"a"}'),
  },
  {
    name: 'body of DELETE',
    call: ({ bodies }) => bodies.removal({ name: 'a' }),
    sent: sent('removal', 'application/json', '{"name":"a"}', 'DELETE'),
  },
];

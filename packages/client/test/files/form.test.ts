import { afterEach, describe, expect, test, vi } from 'vitest';
import { fileOf, type FileSource } from '../../src/files/file-source.ts';
import { formOf } from '../../src/files/form.ts';
import * as streamed from '../../src/files/streamed-blob.ts';

const file = fileOf(new Blob(['%PDF-1.7'])) as FileSource;
const known = { name: 'a.pdf', type: 'application/pdf' };
/** As a server reads it. */
const parsed = async (form: Blob) =>
  (await new Response(form.stream(), { headers: { 'content-type': form.type } }).formData()).get('file') as File;

afterEach(() => vi.restoreAllMocks());

describe.each([
  ['where the runtime streams blobs', true],
  ['where it sends what a blob holds itself', false],
])('the form, %s', (_, can) => {
  test('has the file in it, with name and type', async () => {
    vi.spyOn(streamed, 'canStreamBlobs').mockResolvedValue(can);
    const form = await formOf(file, known, () => undefined);
    const part = await parsed(form);
    expect([part.name, part.type, await part.text()]).toEqual(['a.pdf', 'application/pdf', '%PDF-1.7']);
  });

  test('has the size that it says', async () => {
    vi.spyOn(streamed, 'canStreamBlobs').mockResolvedValue(can);
    const form = await formOf(file, { ...known, name: 'ä€.pdf' }, () => undefined);
    expect((await new Response(form.stream()).bytes()).byteLength).toBe(form.size);
  });

  test('can be read again', async () => {
    vi.spyOn(streamed, 'canStreamBlobs').mockResolvedValue(can);
    const form = await formOf(file, known, () => undefined);
    await parsed(form);
    expect(await (await parsed(form)).text()).toBe('%PDF-1.7');
  });
});

test('blobs are streamed in this runtime, so that the tests of uploads mean what they say', async () => {
  await expect(streamed.canStreamBlobs()).resolves.toBe(true);
});

test('what is handed on is counted, without the form around it', async () => {
  const told: number[] = [];
  const form = await formOf(file, known, (bytes) => told.push(bytes));
  await parsed(form);
  expect(told.at(-1)).toBe(file.size);
});

test('no name can break out of its header', async () => {
  const form = await formOf(file, { ...known, name: 'a"\r\nX: y' }, () => undefined);
  expect(await new Response(form.stream()).text()).toContain('filename="a%22%0D%0AX: y"\r\nContent-Type');
});

test('whoever stops reading the form stops the reading of the file', async () => {
  const cancel = vi.fn<() => void>();
  const endless: FileSource = {
    size: 1e9,
    stream: () => new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(9)), cancel }),
    blob: () => Promise.reject(new Error('is not asked for')),
  };
  const reader = (await formOf(endless, known, () => undefined)).stream().getReader();
  await reader.read();
  await reader.read();
  await reader.cancel();
  expect(cancel).toHaveBeenCalledOnce();
});

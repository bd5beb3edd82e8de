import { afterEach, describe, expect, test, vi } from 'vitest';
import type { FileSource } from '../../src/files/file-source.ts';
import { encodeFileForm } from '../../src/files/multipart-form.ts';
import * as streamedBlob from '../../src/files/streamed-blob.ts';
import { blobFileSource } from '../../src/files/to-file-source.ts';

const file = blobFileSource(new Blob(['%PDF-1.7']));
const metadata = { name: 'a.pdf', type: 'application/pdf' };
/** The file, as a server reads it. */
const parse = async (form: Blob) =>
  (await new Response(form.stream(), { headers: { 'content-type': form.type } }).formData()).get('file') as File;

afterEach(() => vi.restoreAllMocks());

describe.each([
  ['where the runtime streams blobs', true],
  ['where the runtime sends the native content of a blob', false],
])('encodeFileForm(), %s', (_, canStream) => {
  test('the form contains the file, with name and type', async () => {
    vi.spyOn(streamedBlob, 'canStreamBlobs').mockResolvedValue(canStream);
    const form = await encodeFileForm(file, metadata, () => undefined);
    const part = await parse(form);
    expect([part.name, part.type, await part.text()]).toEqual(['a.pdf', 'application/pdf', '%PDF-1.7']);
  });

  test('the form has the size that it announces', async () => {
    vi.spyOn(streamedBlob, 'canStreamBlobs').mockResolvedValue(canStream);
    const form = await encodeFileForm(file, { ...metadata, name: 'ä€.pdf' }, () => undefined);
    expect((await new Response(form.stream()).bytes()).byteLength).toBe(form.size);
  });

  test('the form can be read again', async () => {
    vi.spyOn(streamedBlob, 'canStreamBlobs').mockResolvedValue(canStream);
    const form = await encodeFileForm(file, metadata, () => undefined);
    await parse(form);
    expect(await (await parse(form)).text()).toBe('%PDF-1.7');
  });
});

test('onBytes counts the bytes of the file, without the form around it', async () => {
  const reports: number[] = [];
  const form = await encodeFileForm(file, metadata, (bytes) => reports.push(bytes));
  await parse(form);
  expect(reports.at(-1)).toBe(file.size);
});

test('a name cannot break out of its header', async () => {
  const form = await encodeFileForm(file, { ...metadata, name: 'a"\r\nX: y' }, () => undefined);
  expect(await new Response(form.stream()).text()).toContain('filename="a%22%0D%0AX: y"\r\nContent-Type');
});

test('cancelling the form cancels the reading of the file', async () => {
  const cancel = vi.fn<() => void>();
  const endless: FileSource = {
    size: 1e9,
    stream: () => new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(9)), cancel }),
    blob: () => Promise.reject(new Error('must not be called')),
  };
  const reader = (await encodeFileForm(endless, metadata, () => undefined)).stream().getReader();
  await reader.read();
  await reader.read();
  await reader.cancel();
  expect(cancel).toHaveBeenCalledOnce();
});

test('a file that grows during the upload ends the form with an error', async () => {
  const growing: FileSource = { ...file, size: 3, stream: () => file.stream() };
  const form = await encodeFileForm(growing, metadata, () => undefined);
  await expect(new Response(form.stream()).text()).rejects.toThrow('has grown beyond its 3 bytes');
});

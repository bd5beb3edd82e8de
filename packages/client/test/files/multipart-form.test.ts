import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
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

describe('encodeFileForm(), where the runtime sends the native content of a blob', () => {
  beforeEach(() => void vi.spyOn(streamedBlob, 'canStreamBlobs').mockResolvedValue(false));

  /** A blob on the disk in Bun: it has its bytes, but counts as nothing within another blob. */
  class DiskBlob extends Blob {
    readonly #content: string;
    constructor(content: string) {
      super();
      this.#content = content;
    }
    override arrayBuffer(): Promise<ArrayBuffer> {
      return new Blob([this.#content]).arrayBuffer();
    }
  }
  const onDisk = (content: string, size = content.length): FileSource => ({
    size,
    stream: () => new Blob([content]).stream(),
    blob: async () => new DiskBlob(content),
  });

  test('a blob that counts as nothing within another one is copied into the form', async () => {
    expect(new Blob([new DiskBlob('%PDF-1.7')]).size).toBe(0);
    const part = await parse(await encodeFileForm(onDisk('%PDF-1.7'), metadata, () => undefined));
    expect(await part.text()).toBe('%PDF-1.7');
  });

  test.each([
    ['fewer bytes than announced', onDisk('%PDF-1.7', 9)],
    ['more bytes than announced', onDisk('%PDF-1.7', 7)],
    ['a blob with another size', { ...file, size: 7 }],
    ['no bytes at all', { ...file, blob: async () => new Blob([]) }],
  ])('a file with %s is not sent', async (_, source) => {
    await expect(encodeFileForm(source, metadata, () => undefined)).rejects.toThrow(
      'The file has another size than it announced.',
    );
  });
});

test('a file that ends early ends the form with an error', async () => {
  const form = await encodeFileForm({ ...file, size: 9 }, metadata, () => undefined);
  await expect(new Response(form.stream()).text()).rejects.toThrow('ended after 8 of its 9 bytes');
});

test('the signal, and the end of the request, end a read that does not respond, and leave no listener', async () => {
  for (const isAborted of [true, false]) {
    const cancel = vi.fn<() => void>();
    const controller = new AbortController();
    const { signal } = controller;
    const pull = vi.fn<() => void>();
    const stalled: FileSource = { ...file, stream: () => new ReadableStream({ pull, cancel }) };
    const reader = (await encodeFileForm(stalled, metadata, () => undefined, signal)).stream().getReader();
    await reader.read();
    const pending = reader.read().catch((error: unknown) => error);
    await vi.waitFor(() => expect(pull).toHaveBeenCalled());
    if (isAborted) controller.abort(new Error('enough'));
    else await reader.cancel(new Error('timeout'));
    expect(await pending).toMatchObject(isAborted ? { message: 'enough' } : { done: true });
    await vi.waitFor(() => expect(cancel).toHaveBeenCalledOnce());
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  }
});

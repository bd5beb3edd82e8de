import { describe, expect, test } from 'vitest';
import { openSandbox, tokenOf } from '../support/open-sandbox.ts';

/** All bytes, in an order in which they are no text. */
const BYTES = Uint8Array.from({ length: 70_000 }, (_, index) => (index * 7) % 256);

describe('an upload', () => {
  test('as a form returns the same bytes, with name and type', async () => {
    const { secuconnect, sandbox } = openSandbox();
    const { uploads } = secuconnect.document;
    const made = await uploads.create({ file: new File([BYTES], 'Ausweis "ö".pdf', { type: 'application/pdf' }) });
    expect(made).toMatchObject({ type: 'application/pdf', name: 'Ausweis "ö".pdf', size: BYTES.length });
    expect(made).not.toHaveProperty('content');
    expect((await uploads.get(made.id)).size).toBe(BYTES.length);

    const response = await sandbox.fetch(`http://localhost:4010/api/v2/Document/Uploads/${made.id}/Download`, {
      headers: { authorization: `Bearer ${await tokenOf(sandbox)}` },
    });
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(BYTES);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="Ausweis ___.pdf"; filename*=UTF-8''Ausweis%20%22%C3%B6%22.pdf`,
    );
  });

  test('as Base64 returns the same content', async () => {
    const { uploads } = openSandbox().secuconnect.document;
    const content = Buffer.from(BYTES).toString('base64');
    const made = await uploads.create({ content, name: 'a.bin' });
    expect(await uploads.get(made.id)).toEqual({
      ...made,
      content,
      name: 'a.bin',
      type: 'application/octet-stream',
      size: BYTES.length,
    });
  });

  test.each([[{}], [{ content: '' }], [{ content: '%PDF' }]])('without a file (%j) is rejected', async (body) => {
    const { request } = openSandbox();
    const response = await request('POST', '/Document/Uploads', body);
    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({ error: 'ProductFormatException' });
  });

  test('as a form whose file is a text is rejected', async () => {
    const { sandbox } = openSandbox();
    const form = new FormData();
    form.set('file', 'no file');
    const response = await sandbox.fetch('http://localhost:4010/api/v2/Document/Uploads', {
      method: 'POST',
      headers: { authorization: `Bearer ${await tokenOf(sandbox)}` },
      body: form,
    });
    expect(await response.json()).toMatchObject({ error_details: 'The part file of the form is not a file' });
  });

  test('with a type that no header can have is downloaded as bytes', async () => {
    const { request } = openSandbox();
    const made = await request('POST', '/Document/Uploads', { content: btoa('x'), type: 'a/b\r\nx: y' });
    const { id } = (await made.json()) as { id: string };
    const response = await request('GET', `/Document/Uploads/${id}/Download`);
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(response.headers.get('content-disposition')).toContain(id);
  });
});

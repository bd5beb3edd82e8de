import type { DocumentUpload, DocumentUploadContentInput, DocumentUploadWithContent } from '@secuconnect/api';
import { Answer, type Call, type FormFile } from '../call/call.ts';
import { create, load } from '../call/objects.ts';
import type { Engine } from '../engine/engine.ts';
import { invalid } from '../engine/exception.ts';
import { fromBase64, toBase64 } from './base64.ts';

export const UPLOADS = 'document.uploads';
/** How long other operations take an upload, in milliseconds. */
const USABLE = 20 * 60 * 1000;
const UNKNOWN_TYPE = 'application/octet-stream';
/** What may stand in a header. */
const MEDIA_TYPE = /^[\w.+-]+\/[\w.+-]+(?:; *[\w.+-]+=[\w.+-]+)*$/;

/** Stores a file that came as Base64 in JSON, or as a part of a form. Only the answer to a form describes the file. */
export function upload(call: Call): DocumentUpload {
  const body = call.body as DocumentUploadContentInput | { readonly file?: FormFile | string };
  const { name, type, bytes } = fileOf(body);
  const file = { type: type || UNKNOWN_TYPE, name: name || null, size: bytes.length };
  const made = create(call, UPLOADS, 'DUP_', { ...file, content: toBase64(bytes) });
  const { object, id, created } = made as DocumentUpload;
  return { object, id, created, ...('file' in body && file) } as DocumentUpload;
}

function fileOf(body: DocumentUploadContentInput | { readonly file?: FormFile | string }): Partial<FormFile> & {
  readonly bytes: Uint8Array;
} {
  if ('file' in body) {
    if (typeof body.file !== 'object') throw invalid('The part file of the form is not a file');
    return body.file;
  }
  const { content, ...named } = body as DocumentUploadContentInput;
  const bytes = content === undefined ? undefined : fromBase64(content);
  if (!bytes?.length) throw invalid('content must be a file as Base64, without a prefix');
  return { ...named, bytes } as Partial<FormFile> & { readonly bytes: Uint8Array };
}

/** The bytes of a file as they were uploaded. */
export function download(call: Call): Answer {
  const { content, type, name, id } = load<DocumentUploadWithContent>(call, UPLOADS, call.path['documentUploadsId']!);
  return new Answer(200, fromBase64(content ?? ''), {
    'content-type': MEDIA_TYPE.test(type ?? '') ? type! : UNKNOWN_TYPE,
    'content-disposition': disposition(name ?? id),
  });
}

/** Names the file twice (RFC 6266): as ASCII for old programs, and with all its characters. */
function disposition(name: string): string {
  const ascii = name.replaceAll(/[^\x20-\x7e]|["\\]/g, '_');
  const encoded = encodeURIComponent(wellFormed(name)).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

/** Half a character cannot be encoded. */
const wellFormed = (text: string): string => new TextDecoder().decode(new TextEncoder().encode(text));

/**
 * An upload that another operation is about to use. Reading it has no limit of time.
 *
 * @throws ApiException for an upload that does not exist, or is older than twenty minutes.
 */
export function usableUpload(engine: Pick<Engine, 'store' | 'clock'>, id: string): DocumentUpload {
  const found = load<DocumentUpload>(engine, UPLOADS, id);
  if (engine.clock.now() - Date.parse(found.created ?? '') >= USABLE)
    throw invalid(`${id} was uploaded more than 20 minutes ago: upload it again`);
  return found;
}

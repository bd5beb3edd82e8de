import { safeFileName } from './safe-file-name.ts';

/** The file name in a `Content-Disposition` header (RFC 6266), made safe. `filename*` takes precedence, because it can hold every character. */
export function fileNameFromHeader(disposition: string | null): string | undefined {
  if (!disposition) return undefined;
  const values = new Map<string, string>();
  for (const [, name, quoted, bare] of disposition.matchAll(/;\s*([\w*]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+))/g))
    values.set(name!.toLowerCase(), quoted === undefined ? bare! : quoted.replace(/\\([\\"])/g, '$1'));
  return safeFileName(decodeExtended(values.get('filename*')) ?? decodeUtf8(values.get('filename')));
}

/** Decodes `UTF-8''%e2%82%ac.pdf` (RFC 8187). */
function decodeExtended(value: string | undefined): string | undefined {
  const [, encoded] = /^utf-8'[^']*'(.*)$/i.exec(value ?? '') ?? [];
  try {
    return encoded && decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}

/** Headers arrive as one character per byte; many servers send UTF-8 nevertheless. */
function decodeUtf8(value: string | undefined): string | undefined {
  if (!value || !/[\u0080-\u00ff]/.test(value)) return value;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(value, (byte) => byte.charCodeAt(0)));
  } catch {
    return value;
  }
}

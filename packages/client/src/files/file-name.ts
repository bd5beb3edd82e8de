/**
 * A name for a file that cannot be a path or surprise a file system, whoever chose it; undefined when nothing is left of it.
 * - What stands before the last `/` or `\` goes, and dots and spaces at the ends: neither `..` nor a hidden file comes out.
 * - Control characters and changes of direction go; `: * ? " < > |` become `_`.
 * - The device names of Windows (`CON`, `COM1.txt`) get a `_` in front.
 * - At most 120 characters, of which the last are the extension: with all of them outside of ASCII, file systems still take it.
 */
export function safeFileName(name: string | null | undefined): string | undefined {
  const last = (name ?? '').split(/[/\\]/).at(-1)!;
  const plain = last
    .replace(/[\p{Control}\p{Format}\p{Surrogate}\u2028\u2029]/gu, '')
    .replace(/[:*?"<>|]/g, '_')
    .replace(/^[.\s]+/, '');
  const short = shortened(plain).replace(/[.\s]+$/, '');
  return (DEVICE.test(short) ? shortened(`_${short}`) : short) || undefined;
}

const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
const MOST = 120;

function shortened(name: string): string {
  const characters = Array.from(name);
  if (characters.length <= MOST) return name;
  const extension = Array.from(/\.\w{1,10}$/.exec(name)?.[0] ?? '');
  return [...characters.slice(0, MOST - extension.length), ...extension].join('');
}

/**
 * The name that a `Content-Disposition` suggests (RFC 6266), made safe. `filename*` goes before `filename`, as it can hold every character.
 */
export function fileNameFrom(disposition: string | null): string | undefined {
  if (!disposition) return undefined;
  const values = new Map<string, string>();
  for (const [, name, quoted, bare] of disposition.matchAll(/;\s*([\w*]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+))/g))
    values.set(name!.toLowerCase(), quoted === undefined ? bare! : quoted.replace(/\\([\\"])/g, '$1'));
  return safeFileName(extended(values.get('filename*')) ?? utf8(values.get('filename')));
}

/** `UTF-8''%e2%82%ac.pdf` (RFC 8187). */
function extended(value: string | undefined): string | undefined {
  const [, text] = /^utf-8'[^']*'(.*)$/i.exec(value ?? '') ?? [];
  try {
    return text && decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Headers arrive as one character per byte; many servers put UTF-8 there all the same. */
function utf8(value: string | undefined): string | undefined {
  if (!value || !/[\u0080-\u00ff]/.test(value)) return value;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(value, (byte) => byte.charCodeAt(0)));
  } catch {
    return value;
  }
}

import { lazyPattern } from '../internal/lazy-pattern.ts';

const invisible = lazyPattern('[\\p{Control}\\p{Format}\\p{Surrogate}\\u2028\\u2029]', 'gu');

/**
 * Makes a name that is neither a path nor a problem for a file system, no matter where it came from. `undefined` if nothing is left of it.
 * - Everything up to the last `/` or `\` is removed, and dots and spaces at both ends: the result is neither `..` nor a hidden file.
 * - Control characters and changes of writing direction are removed; `: * ? " < > |` become `_`.
 * - Device names of Windows (`CON`, `COM1.txt`) start with `_`.
 * - At most 120 characters, including the extension at the end: even if all are outside of ASCII, file systems accept it.
 */
export function safeFileName(name: string | null | undefined): string | undefined {
  const lastSegment = (name ?? '').split(/[/\\]/).at(-1)!;
  const plain = lastSegment
    .replace(invisible(), '')
    .replace(/[:*?"<>|]/g, '_')
    .replace(/^[.\s]+/, '');
  const short = shorten(plain).replace(/[.\s]+$/, '');
  return (WINDOWS_DEVICE.test(short) ? shorten(`_${short}`) : short) || undefined;
}

/** As Windows reads them: superscript digits count, and spaces before the extension do not. */
const WINDOWS_DEVICE = /^(?:con(?:in\$|out\$)?|prn|aux|nul|(?:com|lpt)[\d¹²³])\s*(?:\.|$)/i;
/** In characters. */
const MAX_NAME_LENGTH = 120;

function shorten(name: string): string {
  const characters = Array.from(name);
  if (characters.length <= MAX_NAME_LENGTH) return name;
  const extension = Array.from(/\.\w{1,10}$/.exec(name)?.[0] ?? '');
  return [...characters.slice(0, MAX_NAME_LENGTH - extension.length), ...extension].join('');
}

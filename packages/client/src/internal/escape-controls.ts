import { lazyPattern } from './lazy-pattern.ts';

const controls = lazyPattern('(?![\\n\\t])[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\p{Bidi_Control}]', 'gu');

/**
 * Escapes what a terminal or a log would obey instead of showing it: control characters (C0, C1, delete), further line breaks, characters that change
 * the text direction, and halves of surrogate pairs. `\n` and `\t` stay.
 */
export const escapeControls = (text: string): string =>
  text.replace(controls(), (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

const segmenter = /* @__PURE__ */ new Intl.Segmenter();

/** Splits a text into what a reader sees as single characters: a letter with its accents, an emoji with its parts. */
export const splitCharacters = (text: string): string[] =>
  Array.from(segmenter.segment(text), ({ segment }) => segment);

/** The columns of a text in a font of fixed width, where Chinese characters and emoji take two. */
export const displayWidth = (text: string): number =>
  /^[ -~]*$/.test(text)
    ? text.length
    : splitCharacters(text).reduce((sum, character) => sum + characterWidth(character), 0);

/**
 * The columns of one character: those of its code points, at most two, because joined code points are drawn in one place. Where terminals and fonts
 * disagree, the larger number counts: a line that is too short looks better than one that breaks.
 */
export function characterWidth(character: string): number {
  // The selector asks for the emoji of a character that would be narrow.
  if (character.includes('\ufe0f') && /^\p{Emoji}/u.test(character)) return 2;
  let width = 0;
  for (const codePoint of character) width += ZERO_WIDTH.test(codePoint) ? 0 : DOUBLE_WIDTH.test(codePoint) ? 2 : 1;
  return Math.min(width, 2);
}

/** Marks on the letter before, and invisible characters. */
const ZERO_WIDTH = /[\p{Mn}\p{Me}\p{Default_Ignorable_Code_Point}]/u;

/** East Asian Width W and F (Unicode 17); the emoji among them by their property. Unassigned code points between them are included. */
const DOUBLE_WIDTH =
  /[\p{Emoji_Presentation}\u1100-\u115f\u2329\u232a\u2630-\u2637\u268a-\u268f\u2e80-\u303e\u3041-\u3247\u3250-\ua4c6\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{1b2fb}\u{1d300}-\u{1d376}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}]/u;

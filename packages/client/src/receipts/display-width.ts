const segmenter = /* @__PURE__ */ new Intl.Segmenter();

/** What a reader sees as single characters: a letter with its accents, an emoji with its parts. */
export const characters = (text: string): string[] => Array.from(segmenter.segment(text), ({ segment }) => segment);

/** How many columns a text takes in a font of fixed width, where Chinese characters and emoji take two. */
export const displayWidth = (text: string): number =>
  /^[ -~]*$/.test(text) ? text.length : characters(text).reduce((sum, one) => sum + widthOf(one), 0);

/**
 * Columns of one character: those of its code points together, at most two, because what is joined is drawn in one place. Where terminals
 * and fonts disagree the larger number counts: a line too short looks better than one that breaks.
 */
export function widthOf(character: string): number {
  // The selector asks for the coloured picture of what would be a narrow sign.
  if (character.includes('\ufe0f') && /^\p{Emoji}/u.test(character)) return 2;
  let width = 0;
  for (const point of character) width += NONE.test(point) ? 0 : WIDE.test(point) ? 2 : 1;
  return Math.min(width, 2);
}

/** Marks on the letter before, and signs without a shape. */
const NONE = /[\p{Mn}\p{Me}\p{Default_Ignorable_Code_Point}]/u;

/** East Asian Width W and F (Unicode 17); the emoji among them by their property. Unassigned code points are rounded over. */
const WIDE =
  /[\p{Emoji_Presentation}\u1100-\u115f\u2329\u232a\u2630-\u2637\u268a-\u268f\u2e80-\u303e\u3041-\u3247\u3250-\ua4c6\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{1b2fb}\u{1d300}-\u{1d376}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}]/u;

import { characters, displayWidth, widthOf } from './display-width.ts';

/**
 * Breaks a text into lines of at most `width` columns.
 * - Breaks are made at spaces, and within a word only when it is wider than a whole line.
 * - Spaces stay as they are, so that columns which the text brings along survive; only at a break they go.
 * - Line breaks in the text stay. There is always at least one line.
 */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph.trimEnd(), width));
}

function wrapParagraph(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  const put = (piece: string, columns: number): void => {
    line += piece;
    used += columns;
  };
  const feed = (): void => {
    // What holds nothing but the indent of a word that did not fit is no line.
    if (line.trim()) lines.push(line.trimEnd());
    line = '';
    used = 0;
  };
  for (const piece of text.split(/( +)/)) {
    const columns = displayWidth(piece);
    if (used + columns <= width) put(piece, columns);
    else {
      feed();
      if (piece.startsWith(' ')) continue;
      if (columns <= width) put(piece, columns);
      else
        for (const character of characters(piece)) {
          const wide = widthOf(character);
          if (used + wide > width) feed();
          put(character, wide);
        }
    }
  }
  return [...lines, line.trimEnd()];
}

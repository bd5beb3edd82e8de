import { characterWidth, displayWidth, splitCharacters } from './display-width.ts';

/**
 * Breaks a text into lines of at most `width` columns; returns at least one line.
 * - Breaks at spaces, and within a word only if the word is wider than a whole line.
 * - Keeps spaces, so that columns in the text survive, except at a break.
 * - Keeps line breaks in the text.
 */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph.trimEnd(), width));
}

function wrapParagraph(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let lineWidth = 0;
  const append = (piece: string, pieceWidth: number): void => {
    line += piece;
    lineWidth += pieceWidth;
  };
  const breakLine = (): void => {
    // Drops a line with nothing but the indent of a word that did not fit.
    if (line.trim()) lines.push(line.trimEnd());
    line = '';
    lineWidth = 0;
  };
  for (const piece of text.split(/( +)/)) {
    const pieceWidth = displayWidth(piece);
    if (lineWidth + pieceWidth <= width) append(piece, pieceWidth);
    else {
      breakLine();
      if (piece.startsWith(' ')) continue;
      if (pieceWidth <= width) append(piece, pieceWidth);
      else
        for (const character of splitCharacters(piece)) {
          const columns = characterWidth(character);
          if (lineWidth + columns > width) breakLine();
          append(character, columns);
        }
    }
  }
  return [...lines, line.trimEnd()];
}
